package dev.hikyaku.run.measure;

import dev.hikyaku.metrics.Metric;
import dev.hikyaku.metrics.log.LogEvent;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.campaign.CampaignReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells of runs: when they begin, and what they came to.
public final class RunTold {
    private final String run;
    private final String key;
    private final long begun = System.nanoTime();

    private RunTold(String run, String key) {
        this.run = run;
        this.key = key;
    }

    /// A run of syncs or of a campaign begins.
    ///
    /// @param names of the syncs, or of the campaign
    public static RunTold begun(List<String> names, String key) {
        var told = new RunTold(String.join("+", names), key);
        LogEvent.RUN_BEGUN.tell(Map.of("run", told.run, "run_key", key));
        return told;
    }

    /// It has ended.
    ///
    /// @return the same report
    public Report ended(Report report) {
        report.syncs().forEach(sync -> {
            var name = sync.books().sync();
            Metric.BACKLOG.set(sync.books().waiting(), name, "waiting");
            Metric.BACKLOG.set(0, name, "claimed");
            Metric.IMBALANCE.set(sync.books().unaccounted(), name);
        });
        var books = report.syncs().stream().map(Report.SyncReport::books).toList();
        ended(
                report.exitCode(),
                Map.of(
                        "accepted",
                                books.stream().mapToLong(one -> one.accepted()).sum(),
                        "rejected",
                                books.stream().mapToLong(one -> one.rejected()).sum(),
                        "waiting",
                                books.stream().mapToLong(one -> one.waiting()).sum(),
                        "unaccounted", report.unaccounted()));
        return report;
    }

    /// The same of a campaign.
    public CampaignReport ended(CampaignReport report) {
        var books = report.books();
        ended(
                report.exitCode(),
                books == null
                        ? Map.of()
                        : Map.of(
                                "accepted", books.accepted(),
                                "rejected", books.rejected(),
                                "waiting", books.waiting() + books.sent(),
                                "unaccounted", books.unaccounted()));
        return report;
    }

    private void ended(int exitCode, Map<String, Long> books) {
        var time = Duration.ofNanos(System.nanoTime() - begun);
        if (exitCode != Report.HELD) {
            Metric.RUN.took(time, run, String.valueOf(exitCode));
        }
        var fields = new HashMap<String, Object>(books);
        fields.put("run", run);
        fields.put("run_key", key);
        fields.put("exit_code", exitCode);
        fields.put("seconds", time.toMillis() / 1e3);
        LogEvent.RUN_ENDED.tell(fields);
    }
}
