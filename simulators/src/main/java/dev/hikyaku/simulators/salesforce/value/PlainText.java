package dev.hikyaku.simulators.salesforce.value;

/// Recognises values that stand in their final form already: parsing a million of these again takes seconds.
///
/// A value that is not recognised is not wrong; it is read the long way.
final class PlainText {
    private PlainText() {}

    /// Whether the text starts with a day that exists in every month, for example `2026-11-22`.
    static boolean startsWithDay(String text) {
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        var month = pair(text, 5);
        var day = pair(text, 8);
        return pair(text, 0) >= 0 && pair(text, 2) >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
    }

    /// Whether the text is a moment as Salesforce writes it, for example `2026-11-22T05:00:00.000Z`.
    static boolean isMoment(String text) {
        if (text.length() != 24 || !startsWithDay(text) || !isPunctuated(text)) {
            return false;
        }
        var hour = pair(text, 11);
        var minute = pair(text, 14);
        var second = pair(text, 17);
        var isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return isTime && pair(text, 20) >= 0 && isDigit(text.charAt(22));
    }

    private static boolean isPunctuated(String text) {
        return text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(19) == '.'
                && text.charAt(23) == 'Z';
    }

    /// Whether the text is a whole number from 0 without needless zeros.
    static boolean isWhole(String text, int digits) {
        return !text.isEmpty()
                && text.length() <= digits
                && areDigits(text, 0, text.length())
                && (text.charAt(0) != '0' || text.length() == 1);
    }

    /// Whether the text is a number from 0 that needs no rounding and fits a double without loss.
    static boolean isDecimal(String text, int whole, int scale) {
        var dot = text.indexOf('.');
        var end = dot < 0 ? text.length() : dot;
        if (end < 1 || end > whole || text.length() > 15 || !areDigits(text, 0, end)) {
            return false;
        }
        var decimals = text.length() - end - 1;
        return dot < 0 || (decimals >= 1 && decimals <= scale && areDigits(text, end + 1, text.length()));
    }

    /// Whether a double of this value is written with just these letters: no needless zeros, no exponent.
    static boolean isDouble(String text) {
        var dot = text.indexOf('.');
        var decimals = text.length() - dot - 1;
        if (dot < 1 || dot > 7 || decimals < 1 || (dot > 1 && text.charAt(0) == '0')) {
            return false;
        }
        var endsWell = decimals == 1 || text.charAt(text.length() - 1) != '0';
        return endsWell && (text.charAt(0) != '0' || decimals == 1 || !text.startsWith("00", dot + 1));
    }

    /// Whether the text is an e-mail address: one `@`, and a dot in the domain.
    static boolean isEmail(String text) {
        var monkey = text.indexOf('@');
        var labelStart = monkey + 1;
        var labels = 0;
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter == '@' ? at != monkey : isForbidden(letter)) {
                return false;
            }
            if (letter == '.' && at > monkey) {
                if (at == labelStart) {
                    return false;
                }
                labels++;
                labelStart = at + 1;
            }
        }
        return monkey > 0 && labels > 0 && labelStart < text.length();
    }

    private static boolean isForbidden(char letter) {
        return switch (letter) {
            case ' ', '\t', '\n', '\u000B', '\f', '\r', ',', ';', '<', '>' -> true;
            default -> false;
        };
    }

    private static boolean areDigits(String text, int from, int to) {
        for (var at = from; at < to; at++) {
            if (!isDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int pair(String text, int at) {
        var tens = text.charAt(at) - '0';
        var ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
