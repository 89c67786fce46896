package dev.hikyaku.manifest.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One of the five fields of crontab(5), spelled out as numbers.
///
/// @param list `*`, or all numbers with commas between them; Sunday is 0
/// @param starred whether it begins with `*`
public record CronField(String list, boolean starred) {

    private static final Pattern PART = Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/([0-9]{1,3}))?");

    /// What a field is, where it begins and ends.
    private enum Kind {
        MINUTE("minute", 0, 59, ""),
        HOUR("hour", 0, 23, ""),
        DAY_OF_MONTH("day of month", 1, 31, ""),
        MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
        DAY_OF_WEEK("day of week", 0, 7, "SUN MON TUE WED THU FRI SAT");

        private final String words;
        private final int least;
        private final int most;
        private final String names;

        Kind(String words, int least, int most, String names) {
            this.words = words;
            this.least = least;
            this.most = most;
            this.names = names;
        }
    }

    /// Minute, hour, day of month, month and day of week of a cron expression.
    ///
    /// @throws IllegalArgumentException with what is wrong
    public static List<CronField> five(String cron) {
        var texts = cron.strip().split("\\s+", -1);
        var kinds = Kind.values();
        if (texts.length != kinds.length) {
            throw new IllegalArgumentException("found " + texts.length + " fields, wanted 5");
        }
        var fields = new ArrayList<CronField>();
        for (int i = 0; i < kinds.length; i++) {
            fields.add(of(kinds[i], texts[i]));
        }
        return fields;
    }

    private static CronField of(Kind kind, String text) {
        if (text.equals("*")) {
            return new CronField("*", true);
        }
        var numbers = new TreeSet<Integer>();
        for (var part : text.split(",", -1)) {
            add(kind, part, numbers);
        }
        var list = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        return new CronField(list, text.startsWith("*"));
    }

    private static void add(Kind kind, String part, TreeSet<Integer> numbers) {
        var match = PART.matcher(part);
        if (!match.matches() || (match.group(3) != null && match.group(1) != null && match.group(2) == null)) {
            throw wrong(kind, part);
        }
        var from = match.group(1) == null ? kind.least : number(kind, match.group(1), part);
        var to =
                match.group(1) == null ? kind.most : match.group(2) == null ? from : number(kind, match.group(2), part);
        var step = match.group(3) == null ? 1 : Integer.parseInt(match.group(3));
        if (to < from || step < 1) {
            throw wrong(kind, part);
        }
        for (int number = from; number <= to; number += step) {
            numbers.add(kind == Kind.DAY_OF_WEEK ? number % 7 : number);
        }
    }

    private static int number(Kind kind, String text, String part) {
        var name = text.matches("[A-Za-z]{3}") ? kind.names.indexOf(text.toUpperCase(Locale.ROOT)) : -1;
        if (name >= 0) {
            return name / 4 + (kind == Kind.MONTH ? 1 : 0);
        }
        var number = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
        if (number < kind.least || number > kind.most) {
            throw wrong(kind, part);
        }
        return number;
    }

    private static IllegalArgumentException wrong(Kind kind, String part) {
        return new IllegalArgumentException(kind.words + " \"" + part + "\"");
    }
}
