package dev.hikyaku.cli.desk;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.books.Sums;
import dev.hikyaku.cli.campaign.CampaignNames;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.cli.upkeep.RunKeys;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.story.DeliveryStory;
import dev.hikyaku.ledger.view.ChangeList;
import dev.hikyaku.ledger.view.ProblemList;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Upkeep;
import dev.hikyaku.run.campaign.CampaignDesk;
import dev.hikyaku.run.campaign.PushSettings;
import dev.hikyaku.story.DeliveryLine;
import dev.hikyaku.story.Listed;
import dev.hikyaku.story.ProblemLine;
import dev.hikyaku.story.RunLine;
import dev.hikyaku.story.Standing;
import dev.hikyaku.story.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The project in this folder, with its ledger.
final class OwnDesk implements Desk {
    static final int RUNS = 5;

    private static final int AT_ONCE = 1_000;

    private final RootVerb root;
    private final Project project;

    OwnDesk(RootVerb root) {
        this.root = root;
        project = root.project();
    }

    @Override
    public String command(String verb) {
        return root.command(verb);
    }

    @Override
    public Status status(boolean counted) {
        var manifest = project.manifest();
        if (!project.hasLedger()) {
            var campaigns = Standing.campaigns(manifest.campaigns());
            return new Status(false, Instant.now(), List.of(), campaigns, List.of(), List.of(), null);
        }
        try (var ledger = project.openLedger()) {
            var standing = Standing.read(ledger, manifest);
            var syncs = manifest.syncs().stream().map(Sync::name).toList();
            var problems = ledger.view().problems().groups(ProblemList.Filter.ALL, syncs).stream()
                    .filter(group -> !group.state().equals("waiting"))
                    .map(ProblemLine::of)
                    .toList();
            var runs = ledger.runs().newest(RUNS).stream().map(RunLine::of).toList();
            return new Status(
                    true,
                    Instant.now(),
                    standing.syncs(),
                    standing.campaigns(),
                    problems,
                    runs,
                    counted ? count(ledger, syncs) : null);
        }
    }

    private Status.Counted count(Ledger ledger, List<String> syncs) {
        var books = ledger.books();
        var lines = syncs.stream()
                .map(sync -> Sums.line(books.of(sync), books.whyWaiting(sync)))
                .toList();
        var campaigns = project.manifest().campaigns().stream()
                .flatMap(campaign -> ledger.deliveries().runs().newest(campaign.name(), 1).stream())
                .map(run -> ledger.deliveries().books().of(run))
                .toList();
        return new Status.Counted(Sums.total(lines).unaccounted(), lines, campaigns);
    }

    @Override
    public boolean isCampaign(String name) {
        return project.manifest().campaign(name).isPresent();
    }

    @Override
    public Told trace(String name, String key) {
        var sync = sync(name);
        var words = root.words();
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(words.say("status.empty") + "\n" + words.say("next", command("run " + sync)));
        }
        try (var ledger = project.openLedger()) {
            return Told.find(ledger, sync, key)
                    .orElseThrow(() ->
                            new Trouble.NotFound(words.say("trace.unknown", sync, key, command("records " + sync))));
        }
    }

    @Override
    public List<Listed> changes(Wanted wanted) {
        var sync = sync(wanted.name());
        if (!project.hasLedger()) {
            return List.of();
        }
        try (var ledger = project.openLedger()) {
            var changes = ledger.view().changes();
            return wanted.outcomes().stream()
                    .map(word -> new ChangeList.Filter(sync, ChangeList.State.of(word), wanted.code(), null))
                    .flatMap(filter -> changes.newest(filter, wanted.limit()).stream())
                    .limit(wanted.limit())
                    .map(Listed::of)
                    .toList();
        }
    }

    @Override
    public List<DeliveryLine> deliveries(Wanted wanted) {
        if (!project.hasLedger()) {
            return List.of();
        }
        try (var ledger = project.openLedger()) {
            var story = ledger.deliveries().story();
            return wanted.outcomes().stream()
                    .map(word -> new DeliveryStory.Wanted(word, wanted.code()))
                    .flatMap(one -> story.byOutcome(wanted.name(), one, wanted.limit()).stream())
                    .limit(wanted.limit())
                    .map(DeliveryLine::of)
                    .toList();
        }
    }

    @Override
    public Explained explain(String campaign, String user) {
        var found = new CampaignNames(root).find(project, campaign);
        if (project.hasLedger()) {
            try (var ledger = project.openLedger()) {
                var story = ledger.deliveries().story();
                var told = story.ofUser(campaign, user);
                if (!told.isEmpty()) {
                    var late =
                            story.late(told.stream().map(DeliveryStory.Told::id).toList());
                    var lines = told.stream().map(DeliveryLine::of).toList();
                    return new Explained(campaign, user, lines, late, null);
                }
            }
        }
        try (var push = CampaignDesk.toLook(project, found, PushSettings.load(), (_, _, _, _) -> {})) {
            return new Explained(campaign, user, List.of(), Map.of(), push.forecast(1, user::equals));
        }
    }

    @Override
    public Resubmitted resubmit(String name, List<String> keys, @Nullable String code) {
        var sync = sync(name);
        var resubmitted = new ArrayList<String>();
        try (var ledger = ledger()) {
            List<String> some;
            do {
                some = ledger.changes().resubmit(sync, code, keys, AT_ONCE);
                resubmitted.addAll(some);
            } while (some.size() == AT_ONCE);
        }
        return new Resubmitted(sync, resubmitted, resubmitted.size());
    }

    @Override
    public boolean hold(String name, String reason) {
        if (isCampaign(name)) {
            throw new Trouble.NotFound(root.words().say("hold.campaign", name, command("pause " + name)));
        }
        var sync = sync(name);
        try (var ledger = ledger()) {
            var changed = ledger.interventions().hold(sync, reason);
            if (changed) {
                ledger.story().note(sync, "held", reason);
            }
            return changed;
        }
    }

    /// A sync that was paused because processes died of it, or that somebody holds.
    @Override
    public boolean resume(String name) {
        var sync = sync(name);
        if (!project.hasLedger()) {
            return false;
        }
        try (var ledger = project.openLedger()) {
            var wasPaused = ledger.places().resume("sync:" + sync);
            var wasHeld = ledger.interventions().resume(sync);
            if (wasHeld) {
                ledger.story().note(sync, "resumed", "somebody resumed it");
            }
            return wasPaused || wasHeld;
        }
    }

    @Override
    public Skipped skip(String name, String key, String reason) {
        var sync = new SyncNames(project.manifest(), root.words()).find(name);
        var open = ask(sync.name(), key, reason);
        Upkeep.Done<Integer> done;
        try (var progress = Progress.on(root.screen())) {
            done = new Upkeep(project, RunKeys.next("skip"), progress).skip(sync);
        }
        if (done.exitCode() != 0 && done.exitCode() != Report.HELD) {
            throw new Refused(done.exitCode(), String.join("\n", done.problems()));
        }
        try (var ledger = project.openLedger()) {
            var left = ledger.interventions().open(sync.name(), key);
            return new Skipped(sync.name(), key, Math.max(0, open - left), left);
        }
    }

    private long ask(String sync, String key, String reason) {
        try (var ledger = ledger()) {
            var open = ledger.interventions().skip(sync, key, reason);
            if (open == 0) {
                var trace = command("trace " + sync + " " + Shell.word(key));
                throw new Trouble.NotFound(root.words().say("skip.nothing", sync, key, trace));
            }
            ledger.story().note(sync, "skipped", key + ": " + reason);
            return open;
        }
    }

    @Override
    public Watching watch(List<String> names) {
        var syncs = new SyncNames(project.manifest(), root.words())
                .choose(names).stream().map(Sync::name).toList();
        ledger().close();
        return new OwnWatching(project, syncs);
    }

    private String sync(String name) {
        return new SyncNames(project.manifest(), root.words()).find(name).name();
    }

    private Ledger ledger() {
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(root.words().say("status.empty"));
        }
        return project.openLedger();
    }

    @Override
    public void close() {}
}
