package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Transactions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The balance of a campaign's run: what its audience came to.
public final class CampaignBooks {
    private final Transactions transactions;

    CampaignBooks(Transactions transactions) {
        this.transactions = transactions;
    }

    /// The books of one run. What was owed was counted when it was taken in, what became of it is counted now.
    ///
    /// @param run as it stands now
    /// @param suppressed by reason
    /// @param sent on the wire now, or when its process died
    public record Balance(
            CampaignRun run,
            long accepted,
            long rejected,
            Map<String, Long> suppressed,
            long unknown,
            long expired,
            long cancelled,
            long waiting,
            long sent) {
        public Balance {
            suppressed = new TreeMap<>(suppressed);
        }

        /// Recipients and their further devices.
        public long owed() {
            return run.counted().recipients() + run.counted().moreDevices();
        }

        /// Suppressed, whatever the reason.
        public long suppressedInAll() {
            return suppressed.values().stream().mapToLong(Long::longValue).sum();
        }

        /// Anything but 0 is a fault of Hikyaku.
        public long unaccounted() {
            return owed() - accepted - rejected - suppressedInAll() - unknown - expired - cancelled - waiting - sent;
        }
    }

    private record Sum(
            String state,
            @Nullable String outcome,
            @Nullable String code,
            long count) {
        boolean is(String word) {
            return word.equals(outcome == null ? state : outcome);
        }
    }

    /// Counts one run.
    public Balance of(CampaignRun run) {
        return transactions.run(() -> {
            var sums = sums(run);
            var suppressed = new TreeMap<String, Long>();
            sums.stream()
                    .filter(sum -> sum.is("suppressed"))
                    .forEach(sum -> suppressed.merge(String.valueOf(sum.code()), sum.count(), Long::sum));
            return new Balance(
                    new CampaignRuns(transactions).fresh(run),
                    count(sums, "accepted"),
                    count(sums, "rejected"),
                    suppressed,
                    count(sums, "unknown"),
                    count(sums, "expired"),
                    count(sums, "cancelled"),
                    count(sums, "waiting"),
                    count(sums, "sent"));
        });
    }

    private static long count(List<Sum> sums, String word) {
        return sums.stream().filter(sum -> sum.is(word)).mapToLong(Sum::count).sum();
    }

    private List<Sum> sums(CampaignRun run) {
        return transactions
                .sql("SELECT state, outcome, CASE WHEN outcome = 'suppressed' THEN code END AS code, COUNT(*) AS c"
                        + " FROM hk_delivery WHERE run_id = ?"
                        + " GROUP BY state, outcome, CASE WHEN outcome = 'suppressed' THEN code END")
                .param(run.id())
                .query((rs, _) ->
                        new Sum(rs.getString("state"), rs.getString("outcome"), rs.getString("code"), rs.getLong("c")))
                .list();
    }

    /// Outcomes with their codes, the most frequent first.
    public List<Reason> reasons(CampaignRun run) {
        return transactions
                .sql("SELECT outcome, code, COUNT(*) AS c FROM hk_delivery WHERE run_id = ? AND outcome IS NOT NULL"
                        + " GROUP BY outcome, code ORDER BY COUNT(*) DESC, outcome, code")
                .param(run.id())
                .query((rs, _) -> new Reason(rs.getString("outcome"), rs.getString("code"), rs.getLong("c")))
                .list();
    }

    /// Why deliveries of a run that wait do so, where they were looked at; the outcome of each is `waiting`.
    public List<Reason> held(CampaignRun run) {
        return transactions
                .sql("SELECT code, COUNT(*) AS c FROM hk_delivery WHERE run_id = ? AND state = 'waiting'"
                        + " AND code IS NOT NULL GROUP BY code ORDER BY COUNT(*) DESC, code")
                .param(run.id())
                .query((rs, _) -> new Reason("waiting", rs.getString("code"), rs.getLong("c")))
                .list();
    }

    /// How often an outcome had a code.
    public record Reason(String outcome, @Nullable String code, long count) {}
}
