package dev.hikyaku.bench.pages;

import dev.hikyaku.bench.DatabaseServer;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.Activity;
import dev.hikyaku.ledger.view.ChangeList.Filter;
import dev.hikyaku.ledger.view.ChangeList.State;
import dev.hikyaku.ledger.view.DeliveryList;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.ProblemList;
import dev.hikyaku.ledger.view.RunList;
import dev.hikyaku.ledger.view.Views;
import dev.hikyaku.story.Told;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Asks a ledger of N changes what pages ask, and prints how long each answer takes: the median and the
/// slowest of 20, each with other keys. Everything but a trace has 300 ms, a trace 50.
@Command(
        name = "pages",
        description = "Measures what pages and the REST interface ask of a ledger of N changes.",
        mixinStandardHelpOptions = true)
public final class PagesBench implements Callable<Integer> {
    private static final int TIMES = 20;
    private static final double MOST = 300;
    private static final double MOST_OF_A_TRACE = 50;
    private static final int LINES = 50;

    @Option(names = "--rows", defaultValue = "10000000", description = "Changes (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(names = "--ledger", defaultValue = "postgres", description = "postgres, mariadb or h2 (default: postgres).")
    private String kind = "postgres";

    @Override
    public Integer call() throws Exception {
        if (kind.equals("h2")) {
            var folder = Files.createTempDirectory("hikyaku-bench");
            return measure("jdbc:h2:file:" + folder.resolve("ledger"), "sa");
        }
        try (var server = DatabaseServer.of(kind)) {
            return measure(server.newDatabase("ledger"), server.user());
        }
    }

    private int measure(String url, String user) throws Exception {
        try (var ledger = Ledger.open(new Ledger.Settings(url, user, ""))) {
            var begin = System.nanoTime();
            new BigLedger(url, user, rows).fill();
            System.out.printf(Locale.ROOT, "%s, %,d changes, filled in %.0f s%n", kind, rows, since(begin) / 1_000);
            var slow = 0;
            for (var question : questions(ledger).entrySet()) {
                slow += ask(question.getKey(), question.getValue()) ? 0 : 1;
            }
            return slow == 0 ? 0 : 1;
        }
    }

    private static void there(Optional<?> found) {
        if (found.isEmpty()) {
            throw new IllegalStateException("nothing was found of what is there");
        }
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static boolean ask(String name, IntConsumer question) {
        var times = new double[TIMES];
        var first = System.nanoTime();
        question.accept(TIMES);
        var cold = since(first);
        for (var i = 0; i < TIMES; i++) {
            var begin = System.nanoTime();
            question.accept(i);
            times[i] = since(begin);
        }
        Arrays.sort(times);
        var most = name.startsWith("trace") ? MOST_OF_A_TRACE : MOST;
        var good = times[TIMES - 1] <= most;
        System.out.printf(
                Locale.ROOT,
                "%-44s first %7.1f ms   median %7.1f ms   slowest %7.1f ms%s%n",
                name,
                cold,
                times[TIMES / 2],
                times[TIMES - 1],
                good ? "" : "   TOO SLOW");
        return good;
    }

    private Map<String, IntConsumer> questions(Ledger ledger) {
        var view = ledger.view();
        var asked = new LinkedHashMap<String, IntConsumer>();
        var runs = rows / BigLedger.PER_JOB / 50 + 1;
        asked.put("overview: syncs", _ -> view.syncs().now(BigLedger.SYNCS));
        asked.put("overview: campaigns", _ -> view.campaigns().now(List.of("reminder")));
        changes(view, asked);
        asked.put("problems: all", _ -> view.problems().groups(ProblemList.Filter.ALL, BigLedger.SYNCS));
        asked.put(
                "problems: one sync",
                _ -> view.problems().groups(new ProblemList.Filter("contact", null), BigLedger.SYNCS));
        asked.put("runs", _ -> view.runs().page(RunList.Filter.ALL, Page.Wanted.first(LINES)));
        asked.put("runs: one", i -> there(view.runs().find("run-" + (i % runs + 1))));
        asked.put("activity", _ -> view.activity().page(Activity.Filter.ALL, Page.Wanted.first(LINES)));
        asked.put("search: key", i -> view.search().find("K" + number(i), BigLedger.SYNCS));
        asked.put("search: id", i -> view.search().find(remoteId(number(i)), BigLedger.SYNCS));
        asked.put("search: request", i -> view.search().find("request-" + number(i), BigLedger.SYNCS));
        asked.put("search: nothing", i -> view.search().find("nobody has this " + i, BigLedger.SYNCS));
        asked.put("trace", i -> there(Told.find(ledger, sync(number(i)), "K" + number(i))));
        asked.put("trace: by id", i -> there(Told.find(ledger, sync(number(i)), remoteId(number(i)))));
        deliveries(ledger, asked);
        return asked;
    }

    private void changes(Views view, Map<String, IntConsumer> asked) {
        asked.put("changes: all", _ -> list(view, Filter.ALL, null));
        asked.put("changes: all, far back", i -> list(view, Filter.ALL, String.valueOf(id(number(i)))));
        for (var sync : BigLedger.SYNCS) {
            asked.put("changes: of " + sync, _ -> list(view, new Filter(sync, null, null, null), null));
        }
        for (var state : State.values()) {
            asked.put("changes: " + state.word(), _ -> list(view, new Filter(null, state, null, null), null));
        }
        asked.put(
                "changes: rejected with a code",
                _ -> list(view, new Filter(null, State.REJECTED, "CODE_3", null), null));
        asked.put("changes: a code nobody has", _ -> list(view, new Filter("contact", null, "NONE", null), null));
        asked.put("changes: keys", i -> list(view, new Filter("contact", null, null, "K" + (i + 1)), null));
        asked.put(
                "changes: keys, rejected",
                i -> list(view, new Filter("contact", State.REJECTED, null, "K" + (i + 1)), null));
    }

    private static void list(Views view, Filter filter, @Nullable String cursor) {
        view.changes().page(filter, BigLedger.SYNCS, new Page.Wanted(cursor, LINES));
    }

    private static void deliveries(Ledger ledger, Map<String, IntConsumer> asked) {
        var run = ledger.deliveries().runs().find("reminder", "one").orElseThrow();
        var list = ledger.view().deliveries();
        asked.put("deliveries", _ -> list.page(run, DeliveryList.Filter.ALL, Page.Wanted.first(LINES)));
        asked.put(
                "deliveries: rejected",
                _ -> list.page(run, new DeliveryList.Filter("rejected", null), Page.Wanted.first(LINES)));
        asked.put("deliveries: a user", i -> ledger.deliveries().story().ofUser("reminder", "U" + i));
    }

    /// Accepted ones, all over the ledger.
    private long number(int i) {
        return rows / (TIMES + 2) * (i + 1) / 1_000 * 1_000 + 500;
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
