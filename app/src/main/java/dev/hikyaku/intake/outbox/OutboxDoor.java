package dev.hikyaku.intake.outbox;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.ApplicationDatabase.CannotRead;
import dev.hikyaku.intake.body.BodyCode;
import dev.hikyaku.intake.body.BodyProblem;
import dev.hikyaku.intake.body.ChangeReader;
import dev.hikyaku.intake.body.Given;
import dev.hikyaku.intake.body.Reading;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Receipt;
import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.Sync;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/// Takes changes out of the application's outbox and into the ledger, page by page in the order of their ids.
///
/// There is no transaction over both databases, so the order of commits decides what a crash leaves. The rows stay
/// locked while the ledger takes them in and commits; only then they are deleted, and that is committed last.
///
/// | Crash | The outbox | The ledger | The next page |
/// |---|---|---|---|
/// | before the ledger's commit | unchanged, unlocked | unchanged | takes the same rows |
/// | between the commits | unchanged, unlocked | has them | takes the same rows; the ledger knows their request ids |
/// | after the outbox's commit | without them | has them | takes the next rows |
///
/// Each row has a request id that the database made when it was written, a UUID: unlike its id it never comes again,
/// though the table be made anew or restored from a backup.
///
/// One process at a time takes out the rows of a sync, or two pages of one record could overtake each other. Rows that
/// somebody else still writes are skipped, not waited for. A row that is not a change is kept, with code and reason,
/// and
/// never looked at again until somebody sets it back to waiting. Not safe for several threads.
public final class OutboxDoor implements AutoCloseable {
    private final OutboxTable table;
    private final Locale locale;
    private final Map<String, ChangeReader> readers = new HashMap<>();

    private OutboxDoor(OutboxTable table, Locale locale) {
        this.table = table;
        this.locale = locale;
    }

    /// Where a page goes: the ledger.
    public interface Taking {
        /// Takes changes in, all or none, and commits; throws when it can't.
        List<Receipt> takeIn(List<NewChange> changes);
    }

    /// What became of a page.
    ///
    /// @param isLast whether nothing more waited, or somebody else is at it
    /// @param refusals what was wrong with the rows that are no changes
    public record Drained(int takenIn, List<Refusal> refusals, boolean isLast) {
        /// Nothing waits, or somebody else is at it.
        static final Drained NOTHING = new Drained(0, List.of(), true);

        /// Whether any row was moved.
        public boolean moved() {
            return takenIn + refusals.size() > 0;
        }
    }

    /// A row that is not a change.
    public record Refusal(long id, String code, String reason) {}

    /// Connects.
    ///
    /// @param locale of the reasons that are written down
    /// @throws CannotRead when nobody answers
    public static OutboxDoor open(ApplicationDatabase.Settings settings, Locale locale) {
        try {
            return new OutboxDoor(OutboxTable.open(settings), locale);
        } catch (SQLException failed) {
            throw CannotRead.unreachable(settings, failed);
        }
    }

    private static CannotRead trouble(SQLException failed) {
        return new CannotRead(
                "HK2107  outbox: " + failed.getMessage()
                        + "\n   wanted: a user who may SELECT, UPDATE and DELETE in table hk_outbox"
                        + "\n   Nothing is lost: the rows wait there.",
                failed);
    }

    /// Whether the application has an outbox.
    ///
    /// @throws CannotRead when the database does not answer
    public boolean isThere() {
        try {
            return table.isThere();
        } catch (SQLException failed) {
            throw trouble(failed);
        }
    }

    /// How many rows of a sync wait. Locks nothing.
    ///
    /// @throws CannotRead when the database does not answer
    public long waiting(String sync) {
        return table(() -> table.waiting(sync));
    }

    /// Takes one page of a sync's rows.
    ///
    /// @throws CannotRead when the outbox does not answer; what the ledger has taken in by then it will know again
    public Drained drain(Sync sync, Taking taking) {
        return table(() -> table.locked(sync.name(), () -> page(sync, taking)).orElse(Drained.NOTHING));
    }

    private interface Work<T> {
        T get() throws SQLException;
    }

    private <T> T table(Work<T> work) {
        try {
            return table.transaction(work::get);
        } catch (SQLException failed) {
            throw trouble(failed);
        }
    }

    private Drained page(Sync sync, Taking taking) throws SQLException {
        var page = table.page(sync.name());
        var reader = readers.computeIfAbsent(sync.name(), _ -> new ChangeReader(sync));
        var changes = new ArrayList<NewChange>();
        var ids = new ArrayList<Long>();
        var refusals = new ArrayList<Refusal>();
        for (var row : page.rows()) {
            switch (read(reader, row)) {
                case Reading.Right right -> {
                    changes.add(right.change());
                    ids.add(row.id());
                }
                case Reading.Wrong wrong -> refusals.add(refusal(row.id(), wrong.problems()));
            }
        }
        if (!changes.isEmpty()) {
            takeIn(changes, ids, refusals, taking);
        }
        table.delete(ids);
        table.refuse(refusals);
        return new Drained(ids.size(), refusals, page.isLast());
    }

    private static Reading read(ChangeReader reader, OutboxTable.Row row) {
        var body = row.body();
        if (body == null) {
            return new Reading.Wrong(
                    List.of(new BodyProblem.Shape(BodyCode.TOO_LARGE, "", "> " + ChangeReader.LARGEST, "bytes", null)));
        }
        return reader.read(body.getBytes(StandardCharsets.UTF_8), new Given(null, row.requestId()));
    }

    private Refusal refusal(long id, List<BodyProblem> problems) {
        var told = problems.stream()
                .map(problem -> (problem.pointer().isEmpty() ? "" : problem.pointer() + ": ") + problem.message(locale)
                        + " " + problem.fix(locale))
                .toList();
        return new Refusal(id, problems.getFirst().code(), String.join("\n", told));
    }

    /// What the ledger can't hold is found by handing changes in one by one: the others must not wait for it.
    private static void takeIn(List<NewChange> changes, List<Long> ids, List<Refusal> refusals, Taking taking) {
        try {
            taking.takeIn(changes);
        } catch (DuplicateKeyException passing) {
            throw passing;
        } catch (DataIntegrityViolationException unfit) {
            oneByOne(changes, ids, refusals, taking);
        }
    }

    private static void oneByOne(List<NewChange> changes, List<Long> ids, List<Refusal> refusals, Taking taking) {
        var left = List.copyOf(ids);
        for (var at = 0; at < left.size(); at++) {
            try {
                taking.takeIn(List.of(changes.get(at)));
            } catch (DuplicateKeyException passing) {
                throw passing;
            } catch (DataIntegrityViolationException unfit) {
                ids.remove(left.get(at));
                refusals.add(new Refusal(left.get(at), "HK4135", "the ledger can't hold it: " + unfit.getMessage()));
            }
        }
    }

    /// Refuses rows of syncs that the manifest does not have: nobody would ever look at them.
    ///
    /// @param known names of all syncs of the manifest
    /// @return what was refused; none when nothing was wrong
    public List<Refusal> refuseStrays(Collection<String> known) {
        return table(() -> {
            var refusals = table.strays(known).stream()
                    .map(stray -> new Refusal(
                            stray.id(),
                            "HK4121",
                            "the manifest has no sync \"" + stray.sync() + "\"" + didYouMean(stray.sync(), known)))
                    .toList();
            table.refuse(refusals);
            return refusals;
        });
    }

    private static String didYouMean(String sync, Collection<String> known) {
        var near = Suggestions.near(sync, known);
        return near == null ? "; it has " + String.join(", ", known) : "; did you mean \"" + near + "\"?";
    }

    @Override
    public void close() {
        table.close();
    }
}
