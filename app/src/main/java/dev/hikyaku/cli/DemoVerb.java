package dev.hikyaku.cli;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.progress.Progress;
import dev.hikyaku.demo.Demo;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hikyaku demo`: a sample company, a fake org, and the way between them.
@Command(name = "demo")
final class DemoVerb implements Callable<Integer> {
    private static final int PAUSE_SECONDS = 3;

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
            RunVerb.print(screen, report, List.of());
            suggest(screen, folder);
            return once ? report.exitCode() : goOn(screen, demo, project);
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

    private static Report carry(Screen screen, Project project) {
        try (var _ = new LastWord();
                var progress = Progress.on(screen)) {
            return run(project, progress);
        }
    }

    private static Report run(Project project, Progress progress) {
        var options = new Runner.Options(RunVerb.newKey(), null, progress);
        return new Runner(project, options).run(project.manifest().syncs());
    }

    private static void suggest(Screen screen, Path folder) {
        var at = " --project " + Shell.word(folder.toString());
        screen.talk("");
        screen.talk(screen.say("demo.try"));
        for (var verb : List.of("trace contact 42", "records contact --outcome rejected", "status")) {
            screen.talk("  hikyaku " + verb + at);
        }
    }

    /// The shop goes on living until somebody presses Ctrl-C.
    private static int goOn(Screen screen, Demo demo, Project project) throws InterruptedException {
        screen.talk("");
        screen.talk(screen.say("demo.goOn", PAUSE_SECONDS));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "demo-end"));
        while (!stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
            var changed = demo.changeSomeRows(screen.words().locale());
            Report report;
            try (var silence = Progress.none()) {
                report = run(project, silence);
            }
            screen.line(line(screen, changed, report));
            Trouble.print(screen, report.problems());
        }
        return 0;
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
