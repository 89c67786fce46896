package dev.hikyaku.run.doctor;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.doctor.Finding.Subject;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// The ledger: reachable, with the tables of this version, and open for writing.
final class LedgerExam {
    private static final Subject LEDGER = Subject.LEDGER;

    private final Project project;

    LedgerExam(Project project) {
        this.project = project;
    }

    List<Finding> findings() {
        if (!project.hasLedger()) {
            return List.of(Finding.ok(LEDGER, "ledger.none"));
        }
        try (var ledger = project.openLedger()) {
            return List.of(
                    Finding.ok(LEDGER, "ledger.reached"),
                    Finding.ok(LEDGER, "ledger.tables"),
                    ledger.canWrite()
                            ? Finding.ok(LEDGER, "ledger.writable")
                            : Finding.away(LEDGER, "ledger.readOnly", "operator"));
        } catch (Ledger.CannotOpen | DataAccessException | TransactionException away) {
            return List.of(Finding.away(LEDGER, "ledger.away", "operator", Doctor.reason(away)));
        }
    }
}
