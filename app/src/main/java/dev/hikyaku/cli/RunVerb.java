package dev.hikyaku.cli;

import dev.hikyaku.cli.books.BooksPage;
import dev.hikyaku.cli.books.Sums;
import dev.hikyaku.cli.campaign.CampaignStart;
import dev.hikyaku.cli.planning.Share;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.cli.upkeep.RunKeys;
import dev.hikyaku.ledger.view.ChangeList;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.management.ManagementSettings;
import dev.hikyaku.run.management.OneShot;
import dev.hikyaku.run.process.Premises;
import dev.hikyaku.run.schedule.SyncLaunch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku run`: carries what changed, and closes the books.
@Command(name = "run")
final class RunVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(arity = "1..*", paramLabel = "SYNC|CAMPAIGN|all", descriptionKey = "syncs")
    private List<String> names = List.of();

    @Option(names = "--key", paramLabel = "KEY", descriptionKey = "key")
    private @Nullable String key;

    @Option(names = "--allow-deletes", paramLabel = "SHARE", descriptionKey = "allowDeletes", converter = Share.class)
    private @Nullable Double allowDeletes;

    @Mixin
    private CampaignStart start = new CampaignStart();

    RunVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (var _ = OneShot.begin(ManagementSettings.load(), String.join("+", names), root.screen()::complain)) {
            return carry();
        }
    }

    private int carry() {
        var project = root.project();
        var campaign = names.size() == 1 ? project.manifest().campaign(names.getFirst()) : Optional.<Campaign>empty();
        if (campaign.isPresent()) {
            return start.run(root, project, campaign.get(), runKey());
        }
        if (start.isShared()) {
            throw new Trouble.NotFound(root.words().say("run.noWorkers", String.join(" ", names)));
        }
        var syncs = new SyncNames(project.manifest(), root.words()).choose(names);
        if (start.isByClock()) {
            return byClock(project, syncs);
        }
        var screen = root.screen();
        Report report;
        try (var progress = Progress.on(screen)) {
            report = new Runner(project, new Runner.Options(runKey(), allowDeletes, progress)).run(syncs);
        }
        print(screen, report, next(root::command, project, report));
        return report.exitCode();
    }

    /// For a scheduled instant, which is the run's key, or for whatever the schedule asks for now.
    private int byClock(Project project, List<Sync> syncs) {
        var planned = start.planned(root);
        if (planned == null && (syncs.size() != 1 || syncs.getFirst().schedule() == null)) {
            throw new Trouble.NotFound(root.words().say("run.noSchedule", String.join(" ", names)));
        }
        var screen = root.screen();
        SyncLaunch.Launched launched;
        try (var progress = Progress.on(screen)) {
            var launch = new SyncLaunch(
                    Premises.alone(project),
                    InstantSource.system(),
                    one -> new Runner.Options(one, allowDeletes, progress));
            launched =
                    planned == null ? launch.due(syncs.getFirst()) : launch.at(String.join("+", names), syncs, planned);
        }
        var report = launched.report();
        if (screen.manner().json() && report == null) {
            screen.json(launched);
            return launched.exitCode();
        }
        launched.missed()
                .forEach(instant -> screen.line(screen.say("campaign.missed", launched.name(), instant.toString())));
        if (report == null) {
            screen.line(screen.say("campaign.nothingDue", launched.name()));
            return 0;
        }
        print(screen, report, next(root::command, project, report));
        return report.exitCode();
    }

    private String runKey() {
        return key == null ? newKey() : key;
    }

    /// A key for a run that nobody named.
    static String newKey() {
        return RunKeys.next("manual");
    }

    /// The end of every run: problems, the books, and the next command to type.
    static void print(Screen screen, Report report, List<String> next) {
        var sums = Sums.of(report, next);
        Trouble.print(screen, report.problems());
        if (screen.manner().json()) {
            screen.json(sums);
            return;
        }
        if (report.syncs().isEmpty()) {
            screen.line(screen.say("books.none", report.exitCode()));
            return;
        }
        var page = new BooksPage(screen);
        screen.line(screen.say("run.done", report.run()));
        page.table(sums.syncs());
        page.waiting(sums.syncs());
        page.equation(sums);
        page.next(next);
    }

    /// What to type next: about rejected records, then about waiting ones.
    static List<String> next(UnaryOperator<String> command, Project project, Report report) {
        var next = new ArrayList<String>();
        var rejected = first(report, sync -> sync.books().rejected() > 0);
        var waiting = first(report, sync -> sync.books().waiting() > 0);
        if (rejected != null) {
            next.add(command.apply("records " + rejected + " --outcome rejected"));
            next.add(command.apply("trace " + rejected + " " + rejectedKey(project, rejected)));
        }
        if (waiting != null) {
            next.add(command.apply("records " + waiting + " --outcome waiting"));
        }
        if (next.isEmpty() && report.exitCode() == 0) {
            next.add(command.apply("status"));
        }
        return next;
    }

    private static @Nullable String first(Report report, Predicate<Report.SyncReport> interesting) {
        return report.syncs().stream()
                .filter(interesting)
                .map(sync -> sync.books().sync())
                .findFirst()
                .orElse(null);
    }

    private static String rejectedKey(Project project, String sync) {
        try (var ledger = project.openLedger()) {
            return ledger.view().changes().newest(sync, ChangeList.State.REJECTED, 1).stream()
                    .map(change -> Shell.word(change.key()))
                    .findFirst()
                    .orElse("KEY");
        }
    }
}
