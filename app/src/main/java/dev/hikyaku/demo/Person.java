package dev.hikyaku.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Somebody who uses the shop for their company.
///
/// @param managerId the boss, of the same company
/// @param plan code of what they pay for, `1` to `3`
/// @param locale `ja` or `en`
/// @param joined by the clocks of Tokyo
record Person(
        long id,
        int companyId,
        @Nullable Long managerId,
        String lastName,
        @Nullable String firstName,
        String email,
        String phone,
        String title,
        String plan,
        String locale,
        @Nullable LocalDate birthday,
        LocalDateTime joined,
        @Nullable String note) {

    /// The whole name, in the order of its own language.
    String name() {
        var first = firstName == null ? "" : firstName;
        return locale.equals(Locale.JAPANESE.getLanguage()) ? lastName + " " + first : first + " " + lastName;
    }
}
