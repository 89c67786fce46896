package dev.hikyaku.run;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Scan;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.push.CampaignWork;
import dev.hikyaku.run.doors.Doors;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.OrgPaused;
import dev.hikyaku.web.WebServer;
import java.io.UncheckedIOException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Something that stopped work and that users can mend.
///
/// @param exitCode see [Report]
public record Problem(String text, int exitCode) {

    /// What a failure means for users. Throws it again when it is a fault of ours.
    public static Problem of(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case Stop.Stopped stopped ->
                new Problem(
                        "stopped at a checkpoint; everything is stored, and the next run goes on from here",
                        stopped.exitCode());
            case Fence.LeaseLost _ -> new Problem(message, Report.HELD);
            case HeldLeases.HeldElsewhere _ -> new Problem(message, Report.HELD);
            case Ledger.Busy _ -> new Problem(message, Report.HELD);
            case Scan.GuardStopped _ -> new Problem(message, Report.GUARD);
            case CampaignWork.GuardStopped _ -> new Problem(message, Report.GUARD);
            case CampaignWork.ProvidersRefuse _ -> new Problem(message, Report.UNREACHABLE);
            case CannotCarry _ -> new Problem(message, Report.MANIFEST);
            case OrgPaused _ -> new Problem(message, Report.UNREACHABLE);
            case ApplicationDatabase.CannotRead unread ->
                new Problem(message, unread.manifestDoesNotFit() ? Report.MANIFEST : Report.UNREACHABLE);
            case Doors.CannotOpen _ -> new Problem(message, Report.UNREACHABLE);
            case WebServer.CannotOpen _ -> new Problem(message, Report.UNREACHABLE);
            case Project.Incomplete _ -> new Problem(message, Report.UNREACHABLE);
            case SalesforceException refused -> new Problem(SalesforceTrouble.explain(refused), Report.UNREACHABLE);
            case DataAccessException _ -> ledgerAway(message);
            case TransactionException _ -> ledgerAway(message);
            case UncheckedIOException _ -> disk(message);
            case RuntimeException bug -> throw bug;
            default -> throw new IllegalStateException(failure);
        };
    }

    private static Problem disk(String message) {
        return new Problem(
                "HK2011  a file of this machine can't be written or read: " + message
                        + "\n   Everything committed is stored, and the rows wait."
                        + "\n   fix: is the disk full? See HIKYAKU_WORK_DIR and .hikyaku, then run again",
                Report.UNREACHABLE);
    }

    private static Problem ledgerAway(String message) {
        return new Problem(
                "HK2003  the ledger's database stopped answering: " + message
                        + "\n   Everything committed is stored; the next run goes on from there.",
                Report.UNREACHABLE);
    }
}
