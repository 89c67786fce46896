package dev.hikyaku.run.alert;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.alert.Alerts;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.alert.Cause.Kind;
import dev.hikyaku.run.schedule.Alarms;
import dev.hikyaku.salesforce.Limits;
import dev.hikyaku.salesforce.SalesforceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What may be wrong around syncs and campaigns: runs that never came, and the org.
final class OrgCauses {
    private static final Duration LIMITS = Duration.ofMinutes(15);
    private static final Duration NEW = Duration.ofHours(24);
    private static final int MOST = 20;

    private final Ledger ledger;
    private final Project project;
    private final Alerts alerts;
    private final InstantSource clock;
    private long lastLimits = Long.MIN_VALUE / 2;
    private Optional<Limits.Allowance> calls = Optional.empty();

    OrgCauses(Ledger ledger, Project project, InstantSource clock) {
        this.ledger = ledger;
        this.project = project;
        this.alerts = project.manifest().alerts();
        this.clock = clock;
    }

    List<Cause> now() {
        var causes = new ArrayList<Cause>();
        missed(causes);
        login(causes);
        quota(causes);
        return causes;
    }

    private void missed(List<Cause> causes) {
        for (var note : ledger.story().notes(Alarms.MISSED, MOST)) {
            if (note.at().isAfter(clock.instant().minus(NEW))) {
                var name = note.sync() == null ? "-" : note.sync();
                var detail = note.detail() == null ? "" : note.detail();
                causes.add(new Cause(
                        Kind.MISSED, name, note.at().toString(), List.of(name, detail), note.at(), alerts.of(name)));
            }
        }
    }

    /// A run wrote down that Salesforce refuses us, and no later one that it lets us in again.
    private void login(List<Cause> causes) {
        ledger.story()
                .newest(List.of("alarm", "alarm-ended"))
                .filter(note -> note.kind().equals("alarm"))
                .ifPresent(note -> causes.add(new Cause(
                        Kind.LOGIN,
                        "salesforce",
                        "",
                        List.of(String.valueOf(note.detail())
                                .lines()
                                .findFirst()
                                .orElse("")),
                        note.at(),
                        alerts.usual())));
    }

    private void quota(List<Cause> causes) {
        if (System.nanoTime() - lastLimits > LIMITS.toNanos()) {
            lastLimits = System.nanoTime();
            calls = limits();
        }
        calls.filter(left -> left.remaining() < left.max() * alerts.usual().quota())
                .ifPresent(left -> causes.add(new Cause(
                        Kind.QUOTA,
                        "salesforce",
                        "",
                        List.of(String.valueOf(left.remaining()), String.valueOf(left.max())),
                        null,
                        alerts.usual())));
    }

    /// Who may not ask, or is not let in, is told so elsewhere.
    private Optional<Limits.Allowance> limits() {
        if (project.manifest().syncs().isEmpty()) {
            return Optional.empty();
        }
        try (var salesforce = project.connectSalesforce()) {
            return salesforce.limits().dailyApiRequests();
        } catch (SalesforceException | Project.Incomplete notTold) {
            return Optional.empty();
        }
    }
}
