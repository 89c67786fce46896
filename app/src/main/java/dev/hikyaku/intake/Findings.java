package dev.hikyaku.intake;

import dev.hikyaku.intake.ApplicationDatabase.CannotRead;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Sync;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import tools.jackson.databind.json.JsonMapper;

/// Compares the rows of a source with the fingerprints of what was last wished for. Writes nothing: what is done about
/// a difference is up to whoever asked.
///
/// Both sides are read in pages, each in its own key order, and each page is compared by key; see decision 0003 for why
/// not by merging. A row that is gone is looked up by its key before it becomes a delete.
public final class Findings {
    private static final int PAGE = 2_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApplicationDatabase application;
    private final Ledger ledger;
    private final Sync sync;
    private final DeleteGuard guard;
    private final LongConsumer progress;
    private final RowDigest digest;

    /// Takes what was found, page by page; hears what the guard objects to.
    public interface Taking {
        /// Some changes, in the order of the source; none of their keys comes twice.
        void take(List<NewChange> changes);

        /// More rows are gone than the guard allows. Called before any of those deletes is handed over, perhaps again.
        void objects(String objection);
    }

    /// What was found.
    public record Found(long rows, long created, long changed, long gone) {
        Found plus(Found more) {
            return new Found(
                    rows + more.rows(), created + more.created(), changed + more.changed(), gone + more.gone());
        }
    }

    /// A comparison of one sync.
    ///
    /// @param largestDeletion largest share (0 to 1) of the records known to Salesforce that may be gone
    /// @param progress hears the number of rows compared so far
    public Findings(
            ApplicationDatabase application, Ledger ledger, Sync sync, double largestDeletion, LongConsumer progress) {
        this.application = application;
        this.ledger = ledger;
        this.sync = sync;
        this.guard = new DeleteGuard(ledger, sync.name(), largestDeletion);
        this.progress = progress;
        this.digest = new RowDigest(sync);
    }

    /// Compares all rows.
    ///
    /// @throws CannotRead when the source can't be read
    public Found find(Taking taking) {
        try (var connection = application.connection()) {
            var rows = SourceRows.of(sync, connection);
            var present = ledger.records().countPresent(sync.name());
            if (deletes() && present > 0) {
                guard(taking, present - rows.count(connection));
            }
            return compare(connection, rows, present, taking);
        } catch (SQLException failed) {
            throw new CannotRead(
                    "HK2102  scan of " + sync.name() + " broke off: " + failed.getMessage()
                            + "\n   What was read so far is kept; the next run goes on from there.",
                    failed);
        }
    }

    private Found compare(Connection connection, SourceRows rows, long present, Taking taking) throws SQLException {
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
            var compared = takeDifferences(page, taking);
            found = found.plus(compared);
            matched += compared.rows() - compared.created();
            progress.accept(found.rows());
        } while (page.size() == PAGE);
        if (!deletes() || matched >= present) {
            return found;
        }
        guard(taking, present - matched);
        return found.plus(new Found(0, 0, 0, takeGone(connection, rows, taking)));
    }

    private Found takeDifferences(List<SourceRows.Row> page, Taking taking) {
        var known = ledger.records()
                .present(sync.name(), page.stream().map(SourceRows.Row::key).toList());
        var changes = new ArrayList<NewChange>();
        for (var row : page) {
            var fingerprint = digest.of(row.texts());
            if (!fingerprint.equals(known.get(row.key()))) {
                changes.add(new NewChange(row.key(), JSON.writeValueAsString(row.texts()), fingerprint));
            }
        }
        taking.take(changes);
        long created = (long) page.size() - known.size();
        return new Found(page.size(), created, (long) changes.size() - created, 0);
    }

    /// Every record the ledger holds present is looked up in the source; those not there become deletes.
    private long takeGone(Connection connection, SourceRows rows, Taking taking) throws SQLException {
        long gone = 0;
        var after = "";
        List<String> keys;
        do {
            keys = ledger.records().presentKeys(sync.name(), after, PAGE);
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
            guard(taking, gone);
            taking.take(deletes);
        } while (keys.size() == PAGE);
        return gone;
    }

    private void guard(Taking taking, long gone) {
        guard.objection(gone).ifPresent(taking::objects);
    }

    private boolean deletes() {
        return sync.deletes() == Sync.Deletes.DELETE;
    }
}
