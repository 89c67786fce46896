package dev.hikyaku.intake;

import dev.hikyaku.intake.ApplicationDatabase.CannotRead;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.manifest.Sync;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import tools.jackson.databind.json.JsonMapper;

/// Compares the rows of a source with the fingerprints of what was last wished for, and takes in what differs.
///
/// Both sides are read in pages, each in its own key order, and each page is compared by key; see decision 0003 for why
/// not by merging. A page is taken in with one commit: after a crash the next scan finds those rows unchanged and goes
/// on. A row that is gone is looked up by its key before it becomes a delete.
public final class Scan {
    private static final int PAGE = 2_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApplicationDatabase application;
    private final Ledger ledger;
    private final Work work;
    private final LongConsumer progress;
    private final RowDigest digest;

    /// What is scanned, and on whose behalf.
    ///
    /// @param largestDeletion largest share (0 to 1) of the records known to Salesforce that may be gone
    public record Work(Sync sync, Fence fence, Runs.Run run, double largestDeletion) {}

    /// What a scan found.
    public record Found(long rows, long created, long changed, long gone) {
        Found plus(Found more) {
            return new Found(
                    rows + more.rows(), created + more.created(), changed + more.changed(), gone + more.gone());
        }
    }

    /// The scan would delete more than the guard allows. Nothing is sent; no delete was written down.
    public static final class GuardStopped extends RuntimeException {
        GuardStopped(String message) {
            super(message);
        }
    }

    /// A scan of one sync.
    ///
    /// @param progress hears the number of rows compared so far
    public Scan(ApplicationDatabase application, Ledger ledger, Work work, LongConsumer progress) {
        this.application = application;
        this.ledger = ledger;
        this.work = work;
        this.progress = progress;
        this.digest = new RowDigest(work.sync());
    }

    /// Scans.
    ///
    /// @throws CannotRead when the source can't be read
    /// @throws GuardStopped when too many rows are gone
    public Found scan() {
        try (var connection = application.connection()) {
            var rows = SourceRows.of(work.sync(), connection);
            var present = ledger.records().countPresent(sync());
            if (deletes() && present > 0) {
                guard(present - rows.count(connection));
            }
            return compare(connection, rows, present);
        } catch (SQLException failed) {
            throw new CannotRead(
                    "HK2102  scan of " + sync() + " broke off: " + failed.getMessage()
                            + "\n   What was read so far is kept; the next run goes on from there.",
                    failed);
        }
    }

    private Found compare(Connection connection, SourceRows rows, long present) throws SQLException {
        var found = new Found(0, 0, 0, 0);
        long matched = 0;
        Object last = null;
        List<SourceRows.Row> page;
        do {
            page = rows.page(connection, last, PAGE);
            if (page.isEmpty()) {
                break;
            }
            last = page.getLast().keyValue();
            var compared = takeInDifferences(page);
            found = found.plus(compared);
            matched += compared.rows() - compared.created();
            progress.accept(found.rows());
        } while (page.size() == PAGE);
        var gone = deletes() && matched < present ? takeInGone(connection, rows, present - matched) : 0;
        return found.plus(new Found(0, 0, 0, gone));
    }

    private Found takeInDifferences(List<SourceRows.Row> page) {
        var known = ledger.records()
                .present(sync(), page.stream().map(SourceRows.Row::key).toList());
        var changes = new ArrayList<NewChange>();
        for (var row : page) {
            var fingerprint = digest.of(row.texts());
            if (!fingerprint.equals(known.get(row.key()))) {
                changes.add(new NewChange(row.key(), JSON.writeValueAsString(row.texts()), fingerprint));
            }
        }
        takeIn(changes);
        long created = (long) page.size() - known.size();
        return new Found(page.size(), created, (long) changes.size() - created, 0);
    }

    /// Every record the ledger holds present is looked up in the source; those not there become deletes.
    private long takeInGone(Connection connection, SourceRows rows, long expected) throws SQLException {
        guard(expected);
        long gone = 0;
        var after = "";
        List<String> keys;
        do {
            keys = ledger.records().presentKeys(sync(), after, PAGE);
            if (keys.isEmpty()) {
                break;
            }
            after = keys.getLast();
            var existing = rows.existing(connection, keys);
            var deletes = keys.stream()
                    .filter(key -> !existing.contains(key))
                    .map(key -> new NewChange(key, null, null))
                    .toList();
            gone += deletes.size();
            // The table may be emptied while we look.
            guard(gone);
            takeIn(deletes);
        } while (keys.size() == PAGE);
        return gone;
    }

    private void takeIn(List<NewChange> changes) {
        ledger.changes().takeIn(work.fence(), work.run(), sync(), "scan", changes);
    }

    private boolean deletes() {
        return work.sync().deletes() == Sync.Deletes.DELETE;
    }

    private String sync() {
        return work.sync().name();
    }

    private void guard(long gone) {
        var remote = ledger.records().countPresentRemotely(sync());
        if (remote > 0 && gone > work.largestDeletion() * remote) {
            throw new GuardStopped("HK2201  scan of " + sync() + ": " + gone + " of " + remote
                    + " records are gone from the source (" + percent(gone, remote) + ")"
                    + "\n   wanted: at most " + Math.round(work.largestDeletion() * 100)
                    + " % at once (guard.maxDeletes in syncs/" + sync() + ".yaml). Nothing was sent or deleted."
                    + "\n   fix: look whether the right database and table are read; if the rows are really meant to go:"
                    + " hikyaku run " + sync() + " --allow-deletes 100%");
        }
    }

    private static String percent(long part, long whole) {
        return Math.min(100, Math.round(part * 100.0 / whole)) + " %";
    }
}
