package dev.hikyaku.infra.task;

import dev.hikyaku.manifest.campaign.CronField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A cron expression of crontab(5) as EventBridge Scheduler writes it: six fields, one of the two days `?`.
public final class AwsCron {
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private AwsCron() {}

    /// One expression, or two where a day of month *or* a day of week is meant: AWS takes one of them at a time.
    ///
    /// @throws IllegalArgumentException when it is no cron expression, or AWS can't say it
    public static List<String> of(String cron) {
        var fields = CronField.five(cron);
        var dayOfMonth = fields.get(2);
        var dayOfWeek = fields.get(4);
        var all = new ArrayList<String>();
        if (dayOfWeek.list().equals("*")) {
            all.add(expression(fields, dayOfMonth.list(), "?"));
        } else if (dayOfMonth.list().equals("*")) {
            all.add(expression(fields, "?", named(dayOfWeek)));
        } else if (dayOfMonth.starred() || dayOfWeek.starred()) {
            throw new IllegalArgumentException("schedule \"" + cron
                    + "\": found a day of month and a day of week that must both be right, which EventBridge can't say;"
                    + " wanted one of them to be *");
        } else {
            all.add(expression(fields, dayOfMonth.list(), "?"));
            all.add(expression(fields, "?", named(dayOfWeek)));
        }
        return all;
    }

    private static String expression(List<CronField> fields, String dayOfMonth, String dayOfWeek) {
        return "cron("
                + String.join(
                        " ",
                        fields.get(0).list(),
                        fields.get(1).list(),
                        dayOfMonth,
                        fields.get(3).list(),
                        dayOfWeek,
                        "*")
                + ")";
    }

    private static String named(CronField days) {
        return Arrays.stream(days.list().split(","))
                .map(day -> DAYS.get(Integer.parseInt(day)))
                .collect(Collectors.joining(","));
    }
}
