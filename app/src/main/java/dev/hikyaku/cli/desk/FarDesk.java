package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.run.Report;
import dev.hikyaku.story.DeliveryLine;
import dev.hikyaku.story.Funnel;
import dev.hikyaku.story.Listed;
import dev.hikyaku.story.ProblemLine;
import dev.hikyaku.story.RunLine;
import dev.hikyaku.story.Standing;
import dev.hikyaku.story.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Another Hikyaku, asked by its REST interface.
final class FarDesk implements Desk {
    private static final Duration LONGEST_ACT = Duration.ofMinutes(10);
    private static final long BETWEEN_LOOKS = 300;
    private static final String NEWEST_RUNS = "10";

    private final RootVerb root;
    private final Far far;

    FarDesk(RootVerb root, Far far) {
        this.root = root;
        this.far = far;
    }

    /// Something that somebody let happen; see the REST interface.
    private record Operation(
            String id, String state, long done, @Nullable String problem) {}

    @Override
    public String command(String verb) {
        var name = Stream.of(verb.split(" ")).findFirst().orElse("");
        // What only the project itself can do is typed where the project is.
        return name.equals("run")
                ? "hikyaku " + verb
                : "hikyaku " + verb + " --at " + Shell.word(far.base().toString());
    }

    @Override
    public boolean isCampaign(String name) {
        return Stream.of(far.get("campaigns", Map.of(), Standing.CampaignNow[].class))
                .anyMatch(campaign -> campaign.campaign().equals(name));
    }

    @Override
    public Status status(boolean counted) {
        if (counted) {
            throw new Trouble.NotFound(root.words().say("far.books"));
        }
        var standing = far.get("summary", Map.of(), Standing.class);
        var problems = far.page("problems", Map.of(), ProblemLine.class).items().stream()
                .filter(problem -> !problem.state().equals("waiting"))
                .toList();
        var limit = Map.of("limit", String.valueOf(OwnDesk.RUNS));
        var runs = far.page("runs", limit, RunLine.class).items();
        return new Status(true, Instant.now(), standing.syncs(), standing.campaigns(), problems, runs, null);
    }

    @Override
    public Told trace(String sync, String key) {
        return far.get("trace", Map.of("sync", sync, "key", key), Told.class);
    }

    @Override
    public List<Listed> changes(Wanted wanted) {
        var found = new ArrayList<Listed>();
        for (var outcome : wanted.outcomes()) {
            var query = new HashMap<>(Map.of("sync", wanted.name(), "state", outcome));
            gather(wanted, query, "changes", Listed.class, found);
        }
        return found;
    }

    @Override
    public List<DeliveryLine> deliveries(Wanted wanted) {
        var found = new ArrayList<DeliveryLine>();
        var path = "campaigns/" + Far.encoded(wanted.name()) + "/runs";
        var runs =
                far.page(path, Map.of("limit", NEWEST_RUNS), Funnel.Start.class).items();
        for (var outcome : wanted.outcomes()) {
            for (var run : runs) {
                var query = new HashMap<>(Map.of("state", outcome));
                gather(wanted, query, path + "/" + Far.encoded(run.run()) + "/deliveries", DeliveryLine.class, found);
            }
        }
        return found;
    }

    /// Page by page, until there are enough.
    private <T> void gather(Wanted wanted, Map<String, String> query, String path, Class<T> type, List<T> found) {
        if (wanted.code() != null) {
            query.put("code", wanted.code());
        }
        @Nullable String next = null;
        while (found.size() < wanted.limit()) {
            query.put("limit", String.valueOf(Math.min(Page.MOST, wanted.limit() - found.size())));
            if (next != null) {
                query.put("cursor", next);
            }
            var page = far.page(path, query, type);
            found.addAll(page.items());
            next = page.next();
            if (next == null) {
                return;
            }
        }
    }

    @Override
    public Explained explain(String campaign, String user) {
        var path = "campaigns/" + Far.encoded(campaign) + "/users/" + Far.encoded(user);
        return new Explained(
                campaign, user, far.page(path, Map.of(), DeliveryLine.class).items(), Map.of(), null);
    }

    @Override
    public Resubmitted resubmit(String sync, List<String> keys, @Nullable String code) {
        var wish = wish("resubmit", "sync", sync);
        wish.put("keys", keys);
        if (code != null) {
            wish.put("code", code);
        }
        return new Resubmitted(sync, null, act(wish));
    }

    @Override
    public boolean hold(String sync, String reason) {
        var wish = wish("hold", "sync", sync);
        wish.put("reason", reason);
        return act(wish) > 0;
    }

    @Override
    public boolean resume(String sync) {
        return act(wish("resume", isCampaign(sync) ? "campaign" : "sync", sync)) > 0;
    }

    @Override
    public Skipped skip(String sync, String key, String reason) {
        var wish = wish("skip", "sync", sync);
        wish.put("keys", List.of(key));
        wish.put("reason", reason);
        var open = act(wish);
        if (open == 0) {
            var trace = command("trace " + sync + " " + Shell.word(key));
            throw new Trouble.NotFound(root.words().say("skip.nothing", sync, key, trace));
        }
        return new Skipped(sync, key, 0, open);
    }

    private static Map<String, Object> wish(String kind, String what, String name) {
        return new HashMap<>(Map.of("kind", kind, what, name));
    }

    /// Lets it happen, and asks until it is over.
    ///
    /// @return how many it did
    private long act(Map<String, Object> wish) {
        var operation = far.post("operations", wish, Operation.class);
        var patience = Instant.now().plus(LONGEST_ACT);
        while (operation.state().equals("running")) {
            if (Instant.now().isAfter(patience)) {
                throw refused("far.slow", operation.id());
            }
            rest();
            operation = far.get("operations/" + Far.encoded(operation.id()), Map.of(), Operation.class);
        }
        if (!operation.state().equals("done")) {
            throw refused("far.failed", String.valueOf(operation.problem()));
        }
        return operation.done();
    }

    private Refused refused(String key, String what) {
        return new Refused(Report.UNREACHABLE, root.words().say(key, far.base().toString(), what));
    }

    private static void rest() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Watching watch(List<String> names) {
        return new FarWatching(far, root.screen(), names);
    }

    @Override
    public void close() {
        far.close();
    }
}
