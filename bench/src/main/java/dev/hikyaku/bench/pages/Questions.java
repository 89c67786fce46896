package dev.hikyaku.bench.pages;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.standing.Standing;
import dev.hikyaku.ledger.view.Activity;
import dev.hikyaku.ledger.view.ChangeList.Filter;
import dev.hikyaku.ledger.view.ChangeList.State;
import dev.hikyaku.ledger.view.DeliveryList;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.ProblemList;
import dev.hikyaku.ledger.view.RunList;
import dev.hikyaku.ledger.view.Views;
import dev.hikyaku.story.Told;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// What pages, the REST interface and the gauges ask of a [BigLedger], each time about something else.
final class Questions {
    private static final int LINES = 50;
    private static final int DIFFERENT = 20;

    private final Ledger ledger;
    private final long rows;
    private final Map<String, IntConsumer> asked = new LinkedHashMap<>();

    private Questions(Ledger ledger, long rows) {
        this.ledger = ledger;
        this.rows = rows;
    }

    /// All of them by name.
    static Map<String, IntConsumer> of(Ledger ledger, long rows) {
        var questions = new Questions(ledger, rows);
        questions.overview(ledger.view());
        questions.changes(ledger.view());
        questions.problems(ledger.view());
        questions.runs(ledger.view());
        questions.search(ledger.view());
        questions.traces();
        questions.deliveries(ledger.view());
        questions.gauges(ledger.standing());
        return questions.asked;
    }

    private static void there(Optional<?> found) {
        if (found.isEmpty()) {
            throw new IllegalStateException("nothing was found of what is there");
        }
    }

    private static void there(List<?> found) {
        if (found.isEmpty()) {
            throw new IllegalStateException("nothing was found of what is there");
        }
    }

    private void overview(Views view) {
        asked.put("overview", _ -> {
            there(view.syncs().now(BigLedger.SYNCS));
            there(view.campaigns().now(List.of("reminder")));
            BigLedger.SYNCS.forEach(sync -> view.problems().open(sync));
        });
        asked.put("overview: syncs", _ -> there(view.syncs().now(BigLedger.SYNCS)));
        asked.put("overview: campaigns", _ -> there(view.campaigns().now(List.of("reminder"))));
        asked.put(
                "overview: rejected",
                _ -> BigLedger.SYNCS.forEach(sync -> view.problems().open(sync)));
    }

    private void changes(Views view) {
        asked.put("changes: all", _ -> there(list(view, Filter.ALL, null)));
        asked.put("changes: all, far back", i -> there(list(view, Filter.ALL, String.valueOf(id(number(i))))));
        for (var sync : BigLedger.SYNCS) {
            asked.put("changes: of " + sync, _ -> list(view, new Filter(sync, null, null, null), null));
        }
        for (var state : State.values()) {
            asked.put("changes: " + state.word(), _ -> list(view, new Filter(null, state, null, null), null));
        }
        asked.put(
                "changes: rejected with a code",
                _ -> there(list(view, new Filter(null, State.REJECTED, "CODE_3", null), null)));
        asked.put(
                "changes: rejected, no such code",
                _ -> list(view, new Filter(null, State.REJECTED, "NONE", null), null));
        asked.put(
                "changes: waiting with a code", _ -> list(view, new Filter(null, State.WAITING, "HK3007", null), null));
        asked.put("changes: no such code", _ -> list(view, new Filter("contact", null, "NONE", null), null));
        asked.put("changes: keys", i -> there(list(view, new Filter("contact", null, null, "K" + (i + 1)), null)));
        asked.put(
                "changes: keys, rejected",
                i -> list(view, new Filter("contact", State.REJECTED, null, "K" + (i + 1)), null));
    }

    private static List<?> list(Views view, Filter filter, @Nullable String cursor) {
        return view.changes()
                .page(filter, BigLedger.SYNCS, new Page.Wanted(cursor, LINES))
                .items();
    }

    private void problems(Views view) {
        asked.put("problems", _ -> there(view.problems().groups(ProblemList.Filter.ALL, BigLedger.SYNCS)));
        asked.put(
                "problems: one sync",
                _ -> there(view.problems().groups(new ProblemList.Filter("contact", null), BigLedger.SYNCS)));
        asked.put(
                "problems: one code",
                _ -> there(view.problems().groups(new ProblemList.Filter(null, "CODE_3"), BigLedger.SYNCS)));
    }

    private void runs(Views view) {
        var runs = rows / BigLedger.PER_JOB / BigLedger.PER_RUN + 1;
        asked.put(
                "runs",
                _ -> there(view.runs()
                        .page(RunList.Filter.ALL, Page.Wanted.first(LINES))
                        .items()));
        asked.put("runs: one", i -> there(view.runs().find("run-" + (i % runs + 1))));
        asked.put(
                "activity",
                _ -> there(view.activity()
                        .page(Activity.Filter.ALL, Page.Wanted.first(LINES))
                        .items()));
        asked.put(
                "activity: of a sync and kind",
                _ -> view.activity().page(new Activity.Filter("case", "none"), Page.Wanted.first(LINES)));
    }

    private void search(Views view) {
        asked.put("search: key", i -> there(view.search().find("K" + number(i), BigLedger.SYNCS)));
        asked.put("search: id", i -> there(view.search().find(remoteId(number(i)), BigLedger.SYNCS)));
        asked.put("search: request", i -> there(view.search().find("request-" + number(i), BigLedger.SYNCS)));
        asked.put("search: nothing", i -> view.search().find("nobody has this " + i, BigLedger.SYNCS));
    }

    private void traces() {
        asked.put("trace", i -> there(Told.find(ledger, sync(number(i)), "K" + number(i))));
        asked.put("trace: by id", i -> there(Told.find(ledger, sync(number(i)), remoteId(number(i)))));
    }

    private void deliveries(Views view) {
        var run = ledger.deliveries().runs().find("reminder", "one").orElseThrow();
        var list = view.deliveries();
        asked.put(
                "campaigns: runs",
                _ -> there(view.campaigns()
                        .runs("reminder", Page.Wanted.first(LINES))
                        .items()));
        asked.put("campaigns: a run", _ -> there(view.campaigns().find("reminder", "one")));
        asked.put("campaigns: its reasons", _ -> view.campaigns().reasons(run));
        asked.put(
                "deliveries",
                _ -> there(list.page(run, DeliveryList.Filter.ALL, Page.Wanted.first(LINES))
                        .items()));
        asked.put(
                "deliveries: rejected",
                _ -> there(list.page(run, new DeliveryList.Filter("rejected", null), Page.Wanted.first(LINES))
                        .items()));
        asked.put("deliveries: a user", i -> there(ledger.deliveries().story().ofUser("reminder", "U" + i)));
    }

    private void gauges(Standing standing) {
        var audit = standing.audit();
        asked.put("gauges", _ -> {
            BigLedger.SYNCS.forEach(standing::backlog);
            standing.owed();
            standing.expiredLeases();
            standing.paused();
            standing.missed("run-missed");
            standing.lastSuccess();
        });
        asked.put("gauges: a step of the audit", _ -> audit.step());
        asked.put("alerts: one sync", _ -> {
            ledger.alerts().oldest("contact");
            ledger.alerts().recent("contact", Duration.ofHours(1));
        });
    }

    /// Accepted ones, all over the ledger.
    private long number(int i) {
        return rows / (DIFFERENT + 2) * (i + 1) / 1_000 * 1_000 + 500;
    }

    private static long id(long number) {
        return (number / BigLedger.PER_JOB + 1) * 10_000 + number % BigLedger.PER_JOB;
    }

    private static String sync(long number) {
        var part = (number / BigLedger.PER_JOB + 1) % 100;
        return part < 90 ? "contact" : part < 99 ? "account" : "case";
    }

    private static String remoteId(long number) {
        return String.format(Locale.ROOT, "003%012dAAA", number);
    }
}
