package dev.hikyaku.simulators.salesforce.schema;

/// Salesforce ids: three characters for the object, twelve more, and three that guard the letters' case.
public final class RecordIds {
    private static final char[] LETTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final String DIGITS = new String(LETTERS);
    private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final String POD = "5g";

    private RecordIds() {}

    /// The 18-character id of the record with this number, counted from 1.
    public static String of(String keyPrefix, long number) {
        return of(keyPrefix, 0, number);
    }

    /// The 18-character id of a record in an org that was refreshed this many times.
    public static String of(String keyPrefix, int refreshes, long number) {
        var id = new char[18];
        keyPrefix.getChars(0, 3, id, 0);
        POD.getChars(0, 2, id, 3);
        id[5] = LETTERS[refreshes % 62];
        var rest = number;
        for (var at = 14; at >= 6; at--) {
            id[at] = LETTERS[(int) (rest % 62)];
            rest /= 62;
        }
        for (var group = 0; group < 3; group++) {
            var bits = 0;
            for (var at = 0; at < 5; at++) {
                var letter = id[group * 5 + at];
                bits |= letter >= 'A' && letter <= 'Z' ? 1 << at : 0;
            }
            id[15 + group] = SUFFIX.charAt(bits);
        }
        return new String(id);
    }

    /// Whether the text has the shape of an id.
    public static boolean isId(String text) {
        if (text.length() != 15 && text.length() != 18) {
            return false;
        }
        return text.chars().allMatch(letter -> DIGITS.indexOf(letter) >= 0);
    }

    /// The number in an id, or 0 when the id was not made by this org since it was last refreshed.
    public static long number(String id, int refreshes) {
        if (!isId(id) || !id.startsWith(POD, 3) || id.charAt(5) != LETTERS[refreshes % 62]) {
            return 0;
        }
        var number = 0L;
        for (var at = 6; at < 15; at++) {
            number = number * 62 + DIGITS.indexOf(id.charAt(at));
        }
        return number;
    }
}
