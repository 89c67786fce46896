package dev.hikyaku.run.resident;

import dev.hikyaku.intake.Scan;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.HeldLeases;
import dev.hikyaku.run.Problem;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.Systems;
import dev.hikyaku.run.doors.Doors;
import dev.hikyaku.run.process.Trail;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.OrgPaused;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.collections.Calls.Carried;
import dev.hikyaku.web.WebServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Carries changes as they come, until it is asked to stop. It holds the leases of its syncs all the time; of several
/// services one does, and the others stand by with their doors open.
///
/// Upserts go parents first, then deletes children first; each sync has its turn, of a few calls, so that none starves
/// another. Much goes by bulk job aside, while little goes on travelling beside it. Between turns it rests the longer
/// the
/// less there is to do, and the longer the less is left of the org's API calls.
public final class Resident {
    private static final Duration SHORTEST_REST = Duration.ofMillis(20);
    private static final Duration LONGEST_REST = Duration.ofMillis(500);
    private static final Duration TROUBLE_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_TROUBLE_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_LEDGER_REST = Duration.ofSeconds(5);
    private static final Duration PAUSED = Duration.ofSeconds(30);
    private static final Duration STANDBY = Duration.ofSeconds(2);

    private final Project project;
    private final Options options;
    private final Map<String, Long> pausedUntil = new HashMap<>();
    private final Map<String, String> lastTrouble = new ConcurrentHashMap<>();
    private Duration troubleRest = TROUBLE_REST;

    /// How to serve.
    ///
    /// @param key identity of this process's run
    /// @param listener hears what happens
    /// @param isOver asked before each turn; true ends the service as a signal would
    /// @param doors open as long as the service lives, also while another one holds the syncs
    /// @param beside what else the process does meanwhile
    public record Options(String key, Listener listener, BooleanSupplier isOver, Opening doors, Beside beside) {
        /// With doors alone.
        public Options(String key, Listener listener, BooleanSupplier isOver, Opening doors) {
            this(key, listener, isOver, doors, (_, _) -> () -> {});
        }

        /// Without doors.
        public Options(String key, Listener listener, BooleanSupplier isOver) {
            this(key, listener, isOver, (_, _) -> () -> {});
        }
    }

    /// Opens doors into the ledger of the service.
    public interface Opening {
        /// Opens them.
        ///
        /// @param wake ends a rest of the service, for something was taken in
        Open open(Ledger ledger, Runnable wake);
    }

    /// Begins what goes on beside the service, with its ledger.
    public interface Beside {
        /// Begins it.
        ///
        /// @param stop hears the process's signals
        Open begin(Ledger ledger, Stop stop);
    }

    /// Open doors, or something else that goes on until it is closed.
    public interface Open extends AutoCloseable {
        @Override
        void close();
    }

    /// Hears what happens in the service; called from its own thread.
    public interface Listener {
        /// Some changes of a sync were carried.
        void carried(String sync, Carried carried);

        /// Something is in the way. It is told once, and again when it changes.
        void trouble(String text);
    }

    public Resident(Project project, Options options) {
        this.project = project;
        this.options = options;
    }

    /// Serves until it is stopped. While another service holds the syncs it stands by, and takes over when that one
    /// ends, dies or loses them.
    ///
    /// @param syncs in reference order, parents first
    public Report serve(List<Sync> syncs) {
        try (var stop = new Stop(project.settings().stopWithin());
                var ledger = project.openLedgerToRun();
                var systems = new Systems(project);
                var _ = options.beside().begin(ledger, stop);
                var doors = options.doors().open(ledger, stop::nudge)) {
            var end = serve(new House(ledger, stop, systems), syncs, doors);
            return new Report(options.key(), end.exitCode(), List.of(), List.of(end.text()), List.of());
        } catch (Ledger.Busy | Doors.CannotOpen | WebServer.CannotOpen held) {
            var problem = Problem.of(held);
            return new Report(options.key(), problem.exitCode(), List.of(), List.of(problem.text()), List.of());
        }
    }

    /// What lasts as long as the process.
    private record House(Ledger ledger, Stop stop, Systems systems) {}

    private Problem serve(House house, List<Sync> syncs, Open doors) {
        while (true) {
            try {
                var end = hold(house, syncs, doors);
                if (end.exitCode() != Report.HELD) {
                    return end;
                }
                tell("", end.text() + "\n   This service stands by.");
            } catch (HeldLeases.HeldElsewhere held) {
                tell(
                        "",
                        "HK2010  " + held.getMessage()
                                + "\n   This service stands by, and takes over when they are free.");
            } catch (DataAccessException | TransactionException away) {
                tell("", Problem.of(away).text());
            }
            try {
                house.stop().sleep(STANDBY);
                house.stop().checkpoint();
            } catch (Stop.Stopped stopped) {
                return Problem.of(stopped);
            }
            if (options.isOver().getAsBoolean()) {
                return new Problem("served until it was over; everything is stored", 0);
            }
        }
    }

    /// Holds the leases of the syncs and carries what comes.
    private Problem hold(House house, List<Sync> syncs, Open doors) {
        var names = syncs.stream().map(Sync::name).toList();
        var ledger = house.ledger();
        try (var leases =
                new HeldLeases(ledger.leases(), names, project.settings().leaseTime(), house.stop())) {
            var run = ledger.runs().begin(options.key(), names, Holder.self());
            var serving = new Serving(ledger, leases, run, house.stop(), house.systems());
            var works = syncs.stream().map(sync -> work(serving, sync)).toList();
            var carriers =
                    works.stream().map(work -> new Carrier(work, trails(work))).toList();
            lastTrouble.clear();
            var end = loop(serving, works, carriers);
            if (end.exitCode() != Report.HELD) {
                doors.close();
            }
            carriers.forEach(Carrier::leave);
            ledger.runs().end(run, "stopped", end.exitCode(), end.text());
            return end;
        }
    }

    private record Serving(Ledger ledger, HeldLeases leases, Runs.Run run, Stop stop, Systems systems) {}

    private Work work(Serving serving, Sync sync) {
        var surroundings = project.surroundings(serving.systems(), (_, _, _, _) -> {}, serving.leases()::checkpoint);
        return new Work(
                sync,
                serving.leases().of(sync.name()),
                serving.run(),
                serving.ledger(),
                serving.systems()::salesforce,
                serving.systems(),
                surroundings);
    }

    private Supplier<Trail> trails(Work work) {
        var most = project.settings().deaths();
        return () -> new Trail(work.ledger().places(), work.fence(), work.name(), most);
    }

    private Problem loop(Serving serving, List<Work> works, List<Carrier> carriers) {
        try (var _ = new Draining(project, works, text -> tell("outbox", text), serving.stop()::nudge)) {
            return loop(serving, carriers);
        }
    }

    private Problem loop(Serving serving, List<Carrier> carriers) {
        var rest = SHORTEST_REST;
        while (true) {
            try {
                serving.leases().checkpoint();
                if (options.isOver().getAsBoolean()) {
                    return new Problem("served until it was over; everything is stored", 0);
                }
                var moved = turn(serving, carriers);
                rest = moved ? SHORTEST_REST : longer(rest, LONGEST_REST);
                troubleRest = TROUBLE_REST;
                serving.stop().rest(rest);
            } catch (Stop.Stopped stopped) {
                return Problem.of(stopped);
            } catch (Fence.LeaseLost lost) {
                return Problem.of(lost);
            } catch (RuntimeException trouble) {
                tell("", Problem.of(trouble).text());
                restAfterTrouble(serving, trouble);
            }
        }
    }

    private void restAfterTrouble(Serving serving, RuntimeException trouble) {
        var isLedger = trouble instanceof DataAccessException || trouble instanceof TransactionException;
        try {
            serving.stop().sleep(troubleRest);
            // A database comes back within seconds, and everybody waits for it.
            troubleRest = longer(troubleRest, isLedger ? LONGEST_LEDGER_REST : LONGEST_TROUBLE_REST);
        } catch (Stop.Stopped noticedAtTheNextCheckpoint) {
            troubleRest = TROUBLE_REST;
        }
    }

    private static Duration longer(Duration rest, Duration longest) {
        var next = rest.multipliedBy(3).dividedBy(2);
        return next.compareTo(longest) > 0 ? longest : next;
    }

    /// One turn of all syncs.
    private boolean turn(Serving serving, List<Carrier> carriers) {
        var moved = false;
        for (var carrier : carriers) {
            moved |= guarded(serving, carrier, () -> {
                carrier.tend();
                carrier.scan(serving.systems()::application, project.settings().scanEvery());
                return carry(serving, carrier, "upsert");
            });
        }
        for (var carrier : carriers.reversed()) {
            moved |= guarded(serving, carrier, () -> carry(serving, carrier, "delete"));
        }
        return moved;
    }

    private boolean carry(Serving serving, Carrier carrier, String operation) {
        var budget = serving.systems().budget();
        if (budget.exhausted()) {
            tell(
                    carrier.name(),
                    "HK2404  the org's API calls are used up but for the share that is kept for others;"
                            + " the changes wait, and travel by themselves when calls are free again");
            return false;
        }
        var even = budget.pace();
        var least = project.settings().callEvery();
        var carried = carrier.carry(operation, even.compareTo(least) > 0 ? even : least);
        if (carried.rows() + carried.decided() > 0) {
            options.listener().carried(carrier.name(), carried);
            lastTrouble.remove(carrier.name());
        }
        return carried.moved();
    }

    private interface Turn {
        boolean take();
    }

    /// A sync that is in trouble by itself rests alone; trouble with a whole system stops the turn.
    private boolean guarded(Serving serving, Carrier carrier, Turn turn) {
        if (System.nanoTime() < pausedUntil.getOrDefault(carrier.name(), Long.MIN_VALUE)) {
            return false;
        }
        try {
            return turn.take();
        } catch (CannotCarry | Scan.GuardStopped own) {
            pausedUntil.put(carrier.name(), System.nanoTime() + PAUSED.toNanos());
            carrier.lookAgain();
            tell(carrier.name(), Problem.of(own).text());
            return false;
        } catch (OrgPaused full) {
            pausedUntil.put(carrier.name(), System.nanoTime() + PAUSED.toNanos());
            tell(carrier.name(), Problem.of(full).text());
            return false;
        } catch (SalesforceException.LimitExceeded limit) {
            serving.systems().limitReached(limit);
            tell(carrier.name(), Problem.of(limit).text());
            return false;
        }
    }

    private void tell(String sync, String text) {
        if (!text.equals(lastTrouble.put(sync, text))) {
            Troubles.tell(sync, text);
            options.listener().trouble(text);
        }
    }
}
