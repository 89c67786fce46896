package dev.hikyaku.cli.upkeep;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.SyncNames;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.dashboard.Dashboard;
import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.metrics.log.LogEvent;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Settings;
import dev.hikyaku.run.alert.AlertSettings;
import dev.hikyaku.run.alert.Alerting;
import dev.hikyaku.run.campaign.LateNews;
import dev.hikyaku.run.campaign.PushSettings;
import dev.hikyaku.run.doors.DoorSettings;
import dev.hikyaku.run.doors.Doors;
import dev.hikyaku.run.history.HistorySettings;
import dev.hikyaku.run.history.Recording;
import dev.hikyaku.run.management.Management;
import dev.hikyaku.run.management.ManagementSettings;
import dev.hikyaku.run.resident.Resident;
import dev.hikyaku.run.schedule.Clockwork;
import dev.hikyaku.run.schedule.Launches;
import dev.hikyaku.run.schedule.Timetable;
import dev.hikyaku.sync.collections.Calls.Carried;
import java.time.Instant;
import java.time.InstantSource;
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
        var timetable = timetable(project, syncs);
        var resident = syncs.stream().filter(sync -> sync.schedule() == null).toList();
        begin(screen, resident, timetable);
        var lines = new Lines(screen);
        var options = new Resident.Options(
                RunKeys.next("serve"), lines, () -> false, doors(project), beside(project, timetable, lines));
        LogEvent.SERVE_BEGUN.tell(
                Map.of("syncs", String.join("+", syncs.stream().map(Sync::name).toList())));
        var report = new Resident(project, options).serve(resident);
        LogEvent.SERVE_ENDED.tell(Map.of("exit_code", report.exitCode()));
        Trouble.print(screen, report.problems());
        return report.exitCode();
    }

    private Resident.Beside beside(Project project, List<Timetable.Entry> timetable, Lines lines) {
        return (ledger, stop) -> {
            var clock = InstantSource.system();
            var launches = new Launches(project, ledger, stop, clock);
            var management = management(project, ledger);
            var clockwork = new Clockwork(timetable, clock, stop, launches, lines);
            var alerting = Alerting.begin(project, ledger, AlertSettings.load(), lines::trouble);
            var history = Recording.begin(project, ledger, HistorySettings.load());
            return () -> {
                history.close();
                alerting.close();
                clockwork.close();
                management.close();
            };
        };
    }

    private Management management(Project project, Ledger ledger) {
        var screen = root.screen();
        return Management.open(
                ManagementSettings.load(),
                ledger,
                project.manifest().syncs().stream().map(Sync::name).toList(),
                where -> screen.talk(screen.say("serve.management", where)));
    }

    /// Doors take changes of all syncs in, whichever are carried here: a message for another one would be refused, and
    /// deleted in the end.
    private Resident.Opening doors(Project project) {
        var screen = root.screen();
        var settings = DoorSettings.load();
        var board = DashboardSettings.load();
        return (ledger, wake) -> {
            var into = new Doors.Into(
                    project.manifest().syncs(),
                    ledger,
                    project.settings().locale(),
                    wake,
                    text -> Trouble.print(screen, List.of(text)));
            var open = Doors.open(settings, into, where -> screen.talk(screen.say("serve.door", where)));
            var news = LateNews.open(
                    project.manifest().push(),
                    ledger.deliveries(),
                    PushSettings.load(),
                    stopped -> Trouble.print(screen, List.of(stopped.text())));
            var pages = pages(board, new Dashboard.Into(project, ledger), open, news);
            return () -> {
                open.close();
                news.close();
                pages.close();
            };
        };
    }

    /// The dashboard, where it is wished for. What was opened before it is closed when it can't be had.
    private Resident.Open pages(DashboardSettings settings, Dashboard.Into into, Doors doors, LateNews news) {
        if (settings.port() == null) {
            return () -> {};
        }
        try {
            var dashboard = Dashboard.open(settings, into);
            var screen = root.screen();
            screen.talk(screen.say("serve.dashboard", dashboard.url().toString()));
            if (into.ledger().people().users().all().isEmpty()) {
                screen.talk(screen.say("serve.noUser"));
                screen.talk(screen.say("next", root.command("user add NAME --role admin")));
            }
            return dashboard::close;
        } catch (RuntimeException failed) {
            doors.close();
            news.close();
            throw failed;
        }
    }

    /// What starts by the clock here: the named syncs, and with all of them the campaigns.
    private List<Timetable.Entry> timetable(Project project, List<Sync> syncs) {
        if (project.settings().schedules() == Settings.Schedules.OFF) {
            return List.of();
        }
        var isAll = syncs.size() == project.manifest().syncs().size();
        return Timetable.of(project.manifest()).stream()
                .filter(entry -> entry.kind().equals("campaign")
                        ? isAll
                        : syncs.stream().anyMatch(sync -> sync.name().equals(entry.name())))
                .toList();
    }

    private static void begin(Screen screen, List<Sync> resident, List<Timetable.Entry> timetable) {
        if (!resident.isEmpty() || timetable.isEmpty()) {
            screen.talk(screen.say(
                    "serve.begin",
                    String.join(", ", resident.stream().map(Sync::name).toList())));
        }
        for (var entry : timetable) {
            var next = Cron.of(entry.schedule()).next(Instant.now());
            screen.talk(screen.say("serve.schedule", entry.name(), next.toString(), Times.at(next)));
        }
    }

    /// One line for each turn of a sync that carried something; with `--json` a JSON object each.
    private record Lines(Screen screen) implements Resident.Listener, Clockwork.Listener {
        @Override
        public void ran(Timetable.Entry entry, Clockwork.Looked looked) {
            var start = String.valueOf(looked.start());
            if (looked.exitCode() == Report.HELD) {
                return;
            }
            if (screen.manner().json()) {
                screen.jsonLine(Map.of(
                        "at", Instant.now().toString(),
                        "run", entry.name(),
                        "instant", start,
                        "exitCode", looked.exitCode()));
            } else {
                screen.line(
                        screen.say("serve.ran", Times.clock(Instant.now()), entry.name(), start, looked.exitCode()));
            }
            Trouble.print(screen, looked.problems());
        }

        @Override
        public void missed(Timetable.Entry entry, Instant instant) {
            Trouble.print(screen, List.of("HK2008  " + entry.name() + ": the run of " + instant + " never came"));
        }

        @Override
        public void trouble(Timetable.Entry entry, String text) {
            Trouble.print(screen, List.of(text));
        }

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
