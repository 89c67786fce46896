package dev.hikyaku.sync.collections;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.BulkJobs.Lane;
import dev.hikyaku.ledger.BulkJobs.NewBulkJob;
import dev.hikyaku.ledger.Claims.Rest;
import dev.hikyaku.ledger.Claims.Wanted;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.salesforce.Collections;
import dev.hikyaku.salesforce.RowAnswer;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Cascades;
import dev.hikyaku.sync.rows.Columns;
import dev.hikyaku.sync.rows.Missing;
import dev.hikyaku.sync.rows.OtherIds;
import dev.hikyaku.sync.rows.Page;
import dev.hikyaku.sync.rows.Page.Row;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Carries changes call by call: claims up to 200, sends them, settles them.
///
/// An upsert by a unique external id and a delete by id are idempotent in effect. What a crash leaves behind:
///
/// | crash | the ledger holds | then |
/// |---|---|---|
/// | before the call | rows claimed by a call | nothing was sent; the rows wait a moment, and are sent |
/// | in it, or before the answer is stored | the same | the rows are looked up: new records and deletes tell
/// by themselves what Salesforce did; the others are sent again after a moment, and nothing newer of their keys before
/// |
public final class Calls {
    /// A call that is answered later than this counts as lost.
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    /// A call that we lost sight of may still be at work; nothing of its keys is sent meanwhile.
    private static final Duration DOUBT = Duration.ofSeconds(5);

    private final Work work;
    private final String operation;
    private boolean isHalved;

    /// Carries the changes of one operation.
    ///
    /// @param operation `upsert` or `delete`
    public Calls(Work work, String operation) {
        this.work = work;
        this.operation = operation;
    }

    /// What the calls came to.
    ///
    /// @param decided changes that ended without travelling
    public record Carried(int calls, long accepted, long rejected, long released, long decided) {
        /// No call was made, nothing was decided.
        public static Carried nothing() {
            return new Carried(0, 0, 0, 0, 0);
        }

        Carried plus(Carried more) {
            return new Carried(
                    calls + more.calls,
                    accepted + more.accepted,
                    rejected + more.rejected,
                    released + more.released,
                    decided + more.decided);
        }

        /// Whether any change was brought to an end.
        public boolean moved() {
            return accepted + rejected + decided > 0;
        }

        /// Rows that travelled.
        public long rows() {
            return accepted + rejected + released;
        }
    }

    /// Settles the calls that nobody heard the end of.
    public static void resume(Work work) {
        for (var job : work.ledger().bulkJobs().unsettled(work.name())) {
            if (job.lane() == Lane.COLLECTIONS) {
                doubt(work, job);
            }
        }
    }

    /// Looks up what became of the rows. What can't be told apart is sent again, after a moment.
    private static void doubt(Work work, BulkJob call) {
        work.note("call-in-doubt", "call " + call.id() + " was not answered: its rows are looked up");
        var settlement = work.ledger().settlement();
        var own = new Settlement.Work(
                work.fence(), work.run(), call, work.org().get().org().orgId());
        var stops = new Missing(work, call, DOUBT).settle(settlement, own);
        settlement.finish(work.fence(), call);
        if (stops != null) {
            throw new CannotCarry(stops);
        }
    }

    /// Makes up to `most` calls with what may be taken up now, oldest first.
    ///
    /// @throws CannotCarry when Salesforce refuses the sync as such; outcomes are written before
    public Carried carry(Rest rest, int most) {
        var columns = Columns.of(work);
        var wanted = new Wanted(work.name(), operation, true, rest);
        var carried = Carried.nothing();
        long after = 0;
        for (int call = 0; call < most; call++) {
            work.checkpoint();
            var intended = claim(columns, wanted, after);
            if (intended == null) {
                break;
            }
            after = intended.last();
            carried = carried.plus(new Carried(0, 0, 0, 0, intended.decided()));
            if (intended.call() != null) {
                carried = carried.plus(carry(columns, intended.call(), intended.rows()));
            }
            work.progress("send", carried.rows(), 0);
        }
        return carried;
    }

    /// A page that was looked at.
    ///
    /// @param last id of its last change
    /// @param call what its rows are claimed by, or null when none travels
    private record Intended(long last, @Nullable BulkJob call, List<Row> rows, long decided) {}

    /// Null when nothing is left.
    private @Nullable Intended claim(Columns columns, Wanted wanted, long after) {
        var claiming = work.ledger().claiming(work.name());
        claiming.lock();
        try {
            var claims = work.ledger().claims();
            var changes = claims.waiting(wanted, after, Collections.MOST);
            if (changes.isEmpty()) {
                return null;
            }
            var last = changes.getLast().id();
            var page = Page.judge(work, columns, changes);
            var rows = page.rows();
            var none = page.verdicts(List.of());
            if (rows.isEmpty()) {
                claims.decide(work.fence(), work.run(), work.name(), none);
                return new Intended(last, null, rows, none.decided());
            }
            var newCall = new NewBulkJob(work.name(), operation, work.sync().object(), Lane.COLLECTIONS);
            var call = claims.decideForCall(
                    work.fence(), work.run(), newCall, job -> page.verdicts(List.of(Page.taken(job, rows))));
            return new Intended(last, call, rows, none.decided());
        } finally {
            claiming.unlock();
        }
    }

    private Carried carry(Columns columns, BulkJob call, List<Row> rows) {
        Failpoint.BEFORE_CALL.reached();
        work.confirm();
        var answers = send(call, columns, rows);
        Failpoint.AFTER_CALL.reached();
        return answers == null ? new Carried(1, 0, 0, rows.size(), 0) : settle(call, rows, answers);
    }

    /// Null when the answer was lost: the rows wait again then.
    private @Nullable List<RowAnswer> send(BulkJob call, Columns columns, List<Row> rows) {
        isHalved = false;
        try {
            return operation.equals("delete")
                    ? collections()
                            .delete(
                                    rows.stream()
                                            .map(row ->
                                                    String.valueOf(row.change().remoteId()))
                                            .toList(),
                                    options())
                    : upsert(new CallRows(work, columns), rows);
        } catch (SalesforceException failed) {
            // Of halves, one may be saved although the other was never heard.
            if (failed.mayHaveActed() || isHalved) {
                doubt(work, call);
                return null;
            }
            work.ledger().bulkJobs().abandon(work.fence(), call, String.valueOf(failed.getMessage()));
            throw failed;
        }
    }

    /// One text that Salesforce can't read refuses the whole call; so ask with halves until it stands alone.
    private List<RowAnswer> upsert(CallRows writer, List<Row> rows) {
        try {
            return collections()
                    .upsert(
                            work.sync().object(),
                            work.sync().externalId(),
                            rows.stream().map(writer::of).toList(),
                            options());
        } catch (SalesforceException.Refused refused) {
            var told = refused.told();
            if (!told.code().equals("JSON_PARSER_ERROR")) {
                throw refused;
            }
            if (rows.size() == 1) {
                return List.of(new RowAnswer.Failed(told.code(), told.message(), told.fields()));
            }
            isHalved = true;
            var half = rows.size() / 2;
            return Stream.of(rows.subList(0, half), rows.subList(half, rows.size()))
                    .flatMap(part -> upsert(writer, part).stream())
                    .toList();
        }
    }

    private Collections collections() {
        return work.org().get().collections();
    }

    private Collections.Options options() {
        return new Collections.Options(work.sync().travel().allowDuplicates(), LONGEST_CALL);
    }

    private Carried settle(BulkJob call, List<Row> rows, List<RowAnswer> answers) {
        var judged = new Answers(work, call, rows, answers);
        var created = new HashSet<String>();
        for (int i = 0; i < rows.size(); i++) {
            if (answers.get(i) instanceof RowAnswer.Saved(var _, var isNew) && isNew) {
                created.add(rows.get(i).change().key());
            }
        }
        var followed = new OtherIds(work, call).follow(judged.rows(), created);
        new Cascades(work, call).follow(followed.rows());
        var settlement = work.ledger().settlement();
        var org = work.org().get().org().orgId();
        settlement.settle(new Settlement.Work(work.fence(), work.run(), call, org), followed.rows());
        var result = settlement.finish(work.fence(), call);
        judged.pauseIfRefused();
        if (followed.stops() != null) {
            throw new CannotCarry(followed.stops());
        }
        return new Carried(1, result.accepted(), result.rejected(), result.released(), 0);
    }
}
