package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.run.campaign.CampaignRunner;
import dev.hikyaku.run.part.WorkSettings;
import dev.hikyaku.run.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `hikyaku worker`: helps with runs of campaigns that other processes began, until it is stopped.
@Command(name = "worker")
public final class WorkerVerb implements Callable<Integer> {
    /// Short, for a stop has to wait for it.
    private static final Duration LISTEN = Duration.ofSeconds(5);

    private final RootVerb root;

    public WorkerVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var screen = root.screen();
        var settings = WorkSettings.load();
        var options = new Worker.Options(
                CampaignRunner.Options.declared("worker", (_, _, _, _) -> {}),
                settings,
                LISTEN,
                () -> false,
                new Lines(screen));
        var worker = new Worker(root.project(), options);
        screen.talk(screen.say("worker.begin", String.valueOf(settings.queue())));
        var report = worker.work();
        Trouble.print(screen, report.problems());
        return report.exitCode();
    }

    /// One line for each part; with `--json` a JSON object each.
    private record Lines(Screen screen) implements Worker.Listener {
        @Override
        public void sent(Part part) {
            if (screen.manner().json()) {
                screen.jsonLine(Map.of(
                        "at", Instant.now().toString(),
                        "campaign", part.campaign(),
                        "run", part.key(),
                        "part", part.id()));
            } else {
                screen.line(screen.say(
                        "worker.line",
                        Times.clock(Instant.now()),
                        part.campaign(),
                        part.key(),
                        String.valueOf(part.id())));
            }
        }

        @Override
        public void trouble(String text) {
            Trouble.print(screen, List.of(text));
        }
    }
}
