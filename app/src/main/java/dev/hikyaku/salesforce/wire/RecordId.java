package dev.hikyaku.salesforce.wire;

import java.util.regex.Pattern;

/// Ids of Salesforce: 15 characters whose case counts, or 18 whose last three tell the case.
public final class RecordId {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?");
    private static final String CHECK_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private RecordId() {}

    /// Whether the text has the form of an id.
    public static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    /// The id itself.
    ///
    /// @throws IllegalArgumentException when it is no id
    public static String checked(String id) {
        if (!isOne(id)) {
            throw new IllegalArgumentException("id: found " + id + ", wanted a Salesforce id of 15 or 18 characters");
        }
        return id;
    }

    /// The 18-character form.
    ///
    /// @throws IllegalArgumentException when it is no id
    public static String eighteen(String id) {
        if (checked(id).length() == 18) {
            return id;
        }
        var suffix = new StringBuilder(id);
        for (int chunk = 0; chunk < 15; chunk += 5) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                var letter = id.charAt(chunk + i);
                if (letter >= 'A' && letter <= 'Z') {
                    bits |= 1 << i;
                }
            }
            suffix.append(CHECK_CHARACTERS.charAt(bits));
        }
        return suffix.toString();
    }
}
