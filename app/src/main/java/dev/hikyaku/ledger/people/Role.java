package dev.hikyaku.ledger.people;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a person may do; each role may do all that those before it may.
public enum Role {
    /// Looks; personal data is masked.
    VIEWER,
    /// Lets changes travel again, holds and resumes.
    OPERATOR,
    /// Lets campaigns go.
    APPROVER,
    /// Keeps users, and may see personal data, which is written down.
    ADMIN;

    /// Its word in the ledger, on the command line and in texts.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// This role and those below it.
    public List<Role> reach() {
        return Arrays.stream(values()).filter(role -> role.compareTo(this) <= 0).toList();
    }

    /// Whether it may do what another one may.
    public boolean mayActAs(Role other) {
        return compareTo(other) >= 0;
    }

    /// The role with this word.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
