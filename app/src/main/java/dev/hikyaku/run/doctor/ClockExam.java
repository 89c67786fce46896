package dev.hikyaku.run.doctor;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Checkup;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.doctor.Finding.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// The clocks: schedules go by this machine's, leases by the ledger's, `last_run` of an audience by the
/// application's.
final class ClockExam {
    private static final Subject CLOCK = Subject.CLOCK;
    private static final Duration NOTICEABLE = Duration.ofSeconds(5);
    private static final Duration HARMFUL = Duration.ofMinutes(1);

    private final Project project;

    ClockExam(Project project) {
        this.project = project;
    }

    List<Finding> findings() {
        var found = new ArrayList<Finding>();
        if (project.hasLedger()) {
            try (var ledger = project.openLedger()) {
                found.add(judge("ledger", ledger.vitals().ahead()));
            } catch (Ledger.CannotOpen | DataAccessException | TransactionException away) {
                found.add(Finding.warn(CLOCK, "clock.unknown", "operator", "ledger", Doctor.reason(away)));
            }
        }
        try (var database = project.openApplication()) {
            found.add(judge("database", Checkup.look(database, List.of()).ahead()));
        } catch (ApplicationDatabase.CannotRead away) {
            found.add(Finding.warn(CLOCK, "clock.unknown", "operator", "database", Doctor.reason(away)));
        } catch (Project.Incomplete _) {
            // Nothing to compare with: no sync needs it, or the subject `database` says so.
            return found.isEmpty() ? List.of(Finding.ok(CLOCK, "clock.alone")) : List.copyOf(found);
        }
        return List.copyOf(found);
    }

    static Finding judge(String whose, Duration ahead) {
        var off = ahead.abs();
        var seconds = Doctor.seconds(ahead);
        if (off.compareTo(HARMFUL) >= 0) {
            return Finding.away(CLOCK, "clock.wrong", "operator", whose, seconds);
        }
        return off.compareTo(NOTICEABLE) >= 0
                ? Finding.warn(CLOCK, "clock.off", "operator", whose, seconds)
                : Finding.ok(CLOCK, "clock.right", whose, seconds);
    }
}
