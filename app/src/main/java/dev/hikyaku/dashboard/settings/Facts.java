package dev.hikyaku.dashboard.settings;

import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.metrics.Metric;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.doors.DoorSettings;
import dev.hikyaku.run.history.HistorySettings;
import dev.hikyaku.run.history.Setup;
import dev.hikyaku.run.management.ManagementSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What this process runs with. Addresses and numbers, and never a password, a key or a token.
@Component
final class Facts {
    private final Project project;
    private final Ledger ledger;
    private final DashboardSettings dashboard;

    Facts(Project project, Ledger ledger, DashboardSettings dashboard) {
        this.project = project;
        this.ledger = ledger;
        this.dashboard = dashboard;
    }

    /// One of them.
    ///
    /// @param name of its wording
    /// @param value null: closed, or not there
    public record Fact(String name, @Nullable String value) {}

    /// What is left of an allowance, as this process was told last.
    public record Quota(String name, long left, long limit) {}

    /// Something that is forgotten some day.
    ///
    /// @param kept how long; null for ever
    public record Kept(String name, @Nullable Duration kept) {}

    List<Fact> versions() {
        var setup = Setup.of(project);
        return List.of(
                new Fact("product", setup.product()),
                new Fact("java", setup.java()),
                new Fact("database", ledger.history().setups().database()),
                new Fact("migration", ledger.history().setups().migration()),
                new Fact("salesforce-api", setup.salesforceApi()),
                new Fact("manifest", setup.manifest()));
    }

    List<Fact> listeners() {
        var doors = DoorSettings.load();
        var management = ManagementSettings.load().management();
        var http = doors.http();
        return List.of(
                new Fact("dashboard", at(dashboard.bind(), dashboard.port()) + outside()),
                new Fact("http", http.port() == null ? null : at(http.bind(), http.port()) + auth(http.auth())),
                new Fact("sqs", doors.sqs().queue()),
                new Fact("management", management.port() == null ? null : at(management.bind(), management.port())));
    }

    private static String at(String bind, @Nullable Integer port) {
        return bind + ":" + (port == null ? 0 : port);
    }

    private String outside() {
        return dashboard.url() == null ? "" : " (" + dashboard.url() + ")";
    }

    private static String auth(DoorSettings.@Nullable Auth auth) {
        return auth == null ? "" : " (" + auth + ")";
    }

    List<Quota> quotas() {
        var used = Metric.QUOTA_USAGE.newest();
        var quotas = new ArrayList<Quota>();
        for (Map.Entry<List<String>, Double> one : sorted(Metric.QUOTA_LIMIT.newest())) {
            var limit = one.getValue().longValue();
            var spent = used.getOrDefault(one.getKey(), 0.0).longValue();
            quotas.add(new Quota(String.join(" ", one.getKey()), Math.max(0, limit - spent), limit));
        }
        return quotas;
    }

    private static Iterable<Map.Entry<List<String>, Double>> sorted(Map<List<String>, Double> values) {
        var sorted =
                new TreeMap<List<String>, Double>((one, other) -> one.toString().compareTo(other.toString()));
        sorted.putAll(values);
        return sorted.entrySet();
    }

    List<Kept> retention() {
        return List.of(
                new Kept("changes", null),
                new Kept("audit", null),
                new Kept("history", HistorySettings.load().keep()),
                new Kept("session", dashboard.session()));
    }
}
