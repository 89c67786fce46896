package dev.hikyaku.dashboard.trace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides what may be personal. Which columns are, nobody said, so all values are hidden; of texts, what is quoted and
/// what looks like an address of mail or a telephone number.
public final class Mask {
    private static final String HIDDEN = "●●●";
    private static final Pattern MAIL = Pattern.compile("[^\\s@:;<>'\"()]+@[^\\s@:;,<>'\"()]+");
    /// Messages quote what was found; what they advise is quoted too, and may stay: `"tooLong: cut"`.
    private static final Pattern QUOTED = Pattern.compile("\"(?:\\w+: \\w+|map)\"|(\"[^\"]*\")");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w-])\\+?\\d[\\d -]{5,}\\d(?![\\w-])");

    private Mask() {}

    /// A value, of which no more than its first character is seen.
    public static String value(String value) {
        if (value.isEmpty()) {
            return value;
        }
        var first = value.offsetByCodePoints(0, 1);
        return first == value.length() ? HIDDEN : value.substring(0, first) + HIDDEN;
    }

    /// A text for people, without addresses and numbers.
    public static String text(String text) {
        var withoutQuotes = QUOTED.matcher(text)
                .replaceAll(
                        found -> found.group(1) == null ? Matcher.quoteReplacement(found.group()) : '"' + HIDDEN + '"');
        var withoutMail = MAIL.matcher(withoutQuotes).replaceAll(HIDDEN);
        return NUMBER.matcher(withoutMail).replaceAll(HIDDEN);
    }
}
