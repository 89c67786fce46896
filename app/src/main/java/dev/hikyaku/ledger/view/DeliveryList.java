package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.story.DeliveryStory;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Told;
import dev.hikyaku.ledger.dialect.Dialect;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deliveries of one run of a campaign: what has left, what is settled, what waits; each in the order in
/// which they were due. Those to one user: [DeliveryStory#ofUser].
public final class DeliveryList {
    private static final int WINDOW = 20_000;
    private static final Set<String> PLACES = Set.of("waiting", "sent");
    private static final Set<String> OUTCOMES =
            Set.of("accepted", "rejected", "suppressed", "unknown", "expired", "cancelled");

    private final Transactions transactions;
    private final Dialect dialect;

    DeliveryList(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// Which ones; null does not matter.
    ///
    /// @param state `waiting`, `sent` or an outcome
    public record Filter(@Nullable String state, @Nullable String code) {
        /// All.
        public static final Filter ALL = new Filter(null, null);

        public Filter {
            if (state != null && !PLACES.contains(state) && !OUTCOMES.contains(state)) {
                throw new Page.Unreadable(
                        "state '" + state
                                + "': wanted one of waiting, sent, accepted, rejected, suppressed, unknown, expired, cancelled");
            }
        }

        private @Nullable String outcome() {
            return state == null || PLACES.contains(state) ? null : state;
        }

        /// Places it may be found in, in the order of the alphabet.
        private List<String> states() {
            return state == null
                    ? List.of("sent", "settled", "waiting")
                    : List.of(outcome() == null ? state : "settled");
        }

        private String fits() {
            var ofOutcome = outcome() == null ? "" : "outcome = :outcome";
            var ofCode = code == null ? "" : "code = :code";
            return ofOutcome + (ofOutcome.isEmpty() || ofCode.isEmpty() ? "" : " AND ") + ofCode;
        }
    }

    private record Due(String state, LocalDateTime due, long id) {
        static final Due FIRST = new Due("", LocalDateTime.of(1000, 1, 1, 0, 0), 0);

        Page.Place place() {
            return new Page.Place(state + "|" + due, id);
        }

        static Due of(@Nullable String cursor) {
            if (cursor == null) {
                return FIRST;
            }
            var place = Page.Place.of(cursor);
            var bar = place.key().indexOf('|');
            try {
                var due = LocalDateTime.parse(place.key().substring(bar + 1));
                return new Due(place.key().substring(0, Math.max(0, bar)), due, place.version());
            } catch (DateTimeException _) {
                throw new Page.Unreadable("cursor '" + cursor + "': wanted the \"next\" of the page before");
            }
        }
    }

    private record Seen(Due due, boolean fits) {}

    /// One page.
    ///
    /// @throws Page.Unreadable for a cursor of another list
    public Page<Told> page(CampaignRun run, Filter filter, Page.Wanted wanted) {
        var seen = seen(run, filter, Due.of(wanted.cursor()));
        var fitting = seen.stream().filter(Seen::fits).limit(wanted.limit()).toList();
        var last = fitting.size() == wanted.limit() ? fitting.getLast() : seen.size() == WINDOW ? seen.getLast() : null;
        var told = new DeliveryStory(transactions)
                .of(run.campaign(), fitting.stream().map(one -> one.due().id()).toList());
        var inOrder = new ArrayList<Told>();
        fitting.forEach(
                one -> told.stream().filter(line -> line.id() == one.due().id()).forEach(inOrder::add));
        return new Page<>(inOrder, last == null ? null : last.due().place().cursor());
    }

    /// In two questions for each state, for no database reads "behind this moment and this id" as one.
    private List<Seen> seen(CampaignRun run, Filter filter, Due behind) {
        var seen = new ArrayList<Seen>();
        var most = filter.fits().isEmpty() ? Page.MOST : WINDOW;
        for (var state : filter.states()) {
            if (state.equals(behind.state())) {
                seen.addAll(
                        ask(run, filter, behind, new Part(state, "due_at = :due AND id > :id", most - seen.size())));
            }
            if (state.compareTo(behind.state()) >= 0 && seen.size() < most) {
                var due = state.equals(behind.state()) ? behind : Due.FIRST;
                seen.addAll(ask(run, filter, due, new Part(state, "due_at > :due AND id <> :id", most - seen.size())));
            }
        }
        return seen;
    }

    private record Part(String state, String behind, int most) {}

    private List<Seen> ask(CampaignRun run, Filter filter, Due behind, Part part) {
        if (part.most() == 0) {
            return List.of();
        }
        var fits = filter.fits();
        var statement = transactions
                .sql("SELECT id, due_at, CASE WHEN " + (fits.isEmpty() ? "1 = 1" : fits) + " THEN 1 ELSE 0 END AS fits"
                        + " " + dialect.deliveriesByState() + " WHERE run_id = :run AND state = :state AND "
                        + part.behind()
                        + " ORDER BY " + dialect.order("run_id, state", "due_at, id") + " LIMIT " + part.most())
                .param("run", run.id())
                .param("state", part.state())
                .param("due", behind.due())
                .param("id", behind.id());
        statement = filter.outcome() == null ? statement : statement.param("outcome", filter.outcome());
        statement = filter.code() == null ? statement : statement.param("code", filter.code());
        return statement
                .query((rs, _) -> new Seen(
                        new Due(part.state(), rs.getObject("due_at", LocalDateTime.class), rs.getLong("id")),
                        rs.getInt("fits") == 1))
                .list();
    }
}
