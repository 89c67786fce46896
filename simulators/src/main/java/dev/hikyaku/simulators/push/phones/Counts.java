package dev.hikyaku.simulators.push.phones;

/// All phones in numbers.
///
/// @param phones phones that anything ever reached
/// @param arrivals notifications that reached a phone, copies and all
/// @param duplicates arrivals beyond the first of the same delivery, whether anybody saw them or not
/// @param visibleDuplicates those of them that a user saw once more: not the ones that took the first one's place in
/// the
/// shade
/// @param silent arrivals with nothing to show
public record Counts(long phones, long arrivals, long duplicates, long visibleDuplicates, long silent) {}
