package dev.hikyaku.crucible.promises;

import java.util.Set;

/// The books of one sync, as the program tells them.
///
/// @param unaccounted what the program itself says is missing
/// @param excused keys of rejected and waiting changes
public record Account(
        String sync,
        String object,
        long takenIn,
        long accepted,
        long rejected,
        long superseded,
        long unknown,
        long waiting,
        long unaccounted,
        Set<String> excused) {}
