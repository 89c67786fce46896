package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.run.campaign.LateNews;
import dev.hikyaku.run.campaign.PushSettings;
import dev.hikyaku.run.doors.DoorSettings;
import dev.hikyaku.run.doors.Doors;
import dev.hikyaku.run.resident.Resident;
import dev.hikyaku.sync.collections.Calls.Carried;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hikyaku serve`: carries changes as they come, until it is stopped.
@Command(name = "serve")
public final class ServeVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(arity = "0..*", paramLabel = "SYNC|all", descriptionKey = "syncs")
    private List<String> names = List.of("all");

    public ServeVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var syncs = new SyncNames(project.manifest(), root.words()).choose(names);
        var screen = root.screen();
        screen.talk(screen.say(
                "serve.begin",
                String.join(", ", syncs.stream().map(sync -> sync.name()).toList())));
        var doors = DoorSettings.load();
        var options = new Resident.Options(RunKeys.next("serve"), new Lines(screen), () -> false, (ledger, wake) -> {
            var into = new Doors.Into(
                    syncs, ledger, project.settings().locale(), wake, text -> Trouble.print(screen, List.of(text)));
            var open = Doors.open(doors, into, where -> screen.talk(screen.say("serve.door", where)));
            var news = LateNews.open(
                    project.manifest().push(),
                    ledger.deliveries(),
                    PushSettings.load(),
                    text -> Trouble.print(screen, List.of(text)));
            return () -> {
                open.close();
                news.close();
            };
        });
        var report = new Resident(project, options).serve(syncs);
        Trouble.print(screen, report.problems());
        return report.exitCode();
    }

    /// One line for each turn of a sync that carried something; with `--json` a JSON object each.
    private record Lines(Screen screen) implements Resident.Listener {
        @Override
        public void carried(String sync, Carried carried) {
            if (screen.manner().json()) {
                screen.jsonLine(Map.of(
                        "at", Instant.now().toString(),
                        "sync", sync,
                        "calls", carried.calls(),
                        "accepted", carried.accepted(),
                        "rejected", carried.rejected(),
                        "released", carried.released(),
                        "decided", carried.decided()));
                return;
            }
            screen.line(screen.say(
                    "serve.line",
                    Times.clock(Instant.now()),
                    sync,
                    carried.accepted(),
                    carried.rejected(),
                    carried.released(),
                    carried.calls()));
        }

        @Override
        public void trouble(String text) {
            Trouble.print(screen, List.of(text));
        }
    }
}
