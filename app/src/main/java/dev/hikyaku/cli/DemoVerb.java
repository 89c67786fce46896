package dev.hikyaku.cli;

import dev.hikyaku.cli.campaign.CampaignPage;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.dashboard.Dashboard;
import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.dashboard.login.Passwords;
import dev.hikyaku.demo.Demo;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.campaign.CampaignReport;
import dev.hikyaku.run.campaign.CampaignRunner;
import dev.hikyaku.run.campaign.Gateways;
import dev.hikyaku.run.campaign.PushSettings;
import dev.hikyaku.run.history.HistorySettings;
import dev.hikyaku.run.history.Recording;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hikyaku demo`: a sample company, a fake org and fake phones, and the way between them.
@Command(name = "demo")
final class DemoVerb implements Callable<Integer> {
    private static final int PAUSE_SECONDS = 3;
    private static final String CAMPAIGN = "invoice-notice";
    private static final String PASSWORD = "demo";

    private final RootVerb root;

    @Option(names = "--once", descriptionKey = "once")
    private boolean once;

    DemoVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        var folder = root.hidden().resolve("demo");
        var screen = root.screen();
        try (var demo = Demo.open(folder)) {
            var project = demo.project(root.words().locale().getLanguage());
            introduce(screen, demo, folder);
            var report = carry(screen, project);
            var at = " --project " + Shell.word(folder.toString());
            RunVerb.print(screen, report, RunVerb.next(verb -> "hikyaku " + verb + at, project, report));
            if (!isStopped(report)) {
                notify(screen, demo, project);
                if (!once) {
                    screen.talk(screen.styled(Style.GOOD, "✔") + " "
                            + screen.say("demo.phones", demo.phonesUrl().toString()));
                }
            }
            suggest(screen, at);
            return once || isStopped(report) ? report.exitCode() : goOn(screen, demo, project);
        }
    }

    private static void introduce(Screen screen, Demo demo, Path folder) {
        var sign = screen.styled(Style.GOOD, "✔");
        screen.talk(sign + " " + screen.say("demo.database", demo.companies(), demo.people()));
        screen.talk(
                sign + " " + screen.say("demo.simulator", demo.simulatorUrl().toString()));
        screen.talk(sign + " " + screen.say("demo.project", folder.toString()));
        screen.talk(screen.say("demo.bad"));
        screen.talk("");
    }

    /// One campaign, to phones that can be looked at.
    private static void notify(Screen screen, Demo demo, Project project) {
        screen.talk("");
        CampaignReport report;
        try (var progress = Progress.on(screen)) {
            var options = new CampaignRunner.Options(
                    RunVerb.newKey(),
                    PushSettings.load(),
                    push -> Gateways.declared(push, demo.fcmCredentials()),
                    progress::at,
                    _ -> {});
            report = new CampaignRunner(project, options)
                    .run(project.manifest().campaign(CAMPAIGN).orElseThrow());
        }
        if (!screen.manner().json()) {
            new CampaignPage(screen).print(report);
        }
    }

    private static Report carry(Screen screen, Project project) {
        try (var progress = Progress.on(screen)) {
            return run(project, progress);
        }
    }

    private static Report run(Project project, Progress progress) {
        var options = new Runner.Options(RunVerb.newKey(), null, progress);
        return new Runner(project, options).run(project.manifest().syncs());
    }

    private static void suggest(Screen screen, String at) {
        screen.talk("");
        screen.talk(screen.say("demo.try"));
        for (var verb : List.of(
                "trace contact 1042", "explain " + CAMPAIGN + " 1042", "preview " + CAMPAIGN, "status", "validate")) {
            screen.talk("  hikyaku " + verb + at);
        }
    }

    /// The shop goes on living until somebody presses Ctrl-C.
    private static int goOn(Screen screen, Demo demo, Project project) throws InterruptedException {
        screen.talk("");
        screen.talk(screen.say("demo.goOn", PAUSE_SECONDS));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "demo-end"));
        // Whoever opens an embedded ledger first serves it to other processes. It must be this one, which lives long:
        // a `trace` in another terminal would close it for all when it ends.
        try (var ledger = project.openLedger();
                var _ = Recording.begin(project, ledger, HistorySettings.load());
                var dashboard = dashboard(project, ledger)) {
            screen.talk(screen.styled(Style.GOOD, "✔") + " "
                    + screen.say("demo.dashboard", dashboard.url().toString(), PASSWORD));
            return live(screen, demo, project, stopped);
        }
    }

    /// For this machine alone, so its password may be known.
    private static Dashboard dashboard(Project project, Ledger ledger) {
        var hash = new Passwords().hash(PASSWORD);
        for (var role : List.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN)) {
            ledger.people().users().add(role.word(), role, hash);
        }
        var port = DashboardSettings.load().port();
        return Dashboard.open(DashboardSettings.here(port == null ? 0 : port), new Dashboard.Into(project, ledger));
    }

    private static int live(Screen screen, Demo demo, Project project, CountDownLatch stopped)
            throws InterruptedException {
        while (!stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
            var changed = demo.changeSomeRows(screen.words().locale());
            Report report;
            try (var silence = Progress.none()) {
                report = run(project, silence);
            }
            if (isStopped(report)) {
                return report.exitCode();
            }
            screen.line(line(screen, changed, report));
            Trouble.print(screen, report.problems());
        }
        return 0;
    }

    private static boolean isStopped(Report report) {
        return report.exitCode() == Report.STOPPED || report.exitCode() == Report.INTERRUPTED;
    }

    private static String line(Screen screen, List<String> changed, Report report) {
        long accepted = 0;
        long rejected = 0;
        long waiting = 0;
        for (var sync : report.syncs()) {
            accepted += sync.books().accepted();
            rejected += sync.books().rejected();
            waiting += sync.books().waiting();
        }
        return screen.say("demo.line", String.join(", ", changed), accepted, rejected, waiting, report.unaccounted());
    }
}
