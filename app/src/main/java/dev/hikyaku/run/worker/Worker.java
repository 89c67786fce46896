package dev.hikyaku.run.worker;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.run.BatchFrame;
import dev.hikyaku.run.Problem;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.campaign.CampaignRunner;
import dev.hikyaku.run.part.PartHistory;
import dev.hikyaku.run.part.PartSender;
import dev.hikyaku.run.part.Sharing;
import dev.hikyaku.run.part.WorkQueue;
import dev.hikyaku.run.part.WorkSettings;
import dev.hikyaku.run.process.Premises;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Sends parts of whatever runs are under way, until it is stopped. The queue wakes it; what it may send the
/// ledger says, where it also looks by itself now and then, for a message may be lost.
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration TROUBLE_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_TROUBLE_REST = Duration.ofSeconds(30);

    /// Parts that it looks at when nobody woke it.
    private static final int SOME = 20;

    private final Project project;
    private final Options options;
    private Duration troubleRest = TROUBLE_REST;
    private String lastTrouble = "";

    /// How to work.
    ///
    /// @param campaigns how campaigns are sent from here; its key and its sharing are not looked at
    /// @param settings name the queue
    /// @param listen how long one wait for a message lasts, in whole seconds; a stop may come that late
    /// @param isOver asked before each turn; true ends the work as a signal would
    /// @param listener hears what is done
    public record Options(
            CampaignRunner.Options campaigns,
            WorkSettings settings,
            Duration listen,
            BooleanSupplier isOver,
            Listener listener) {}

    /// Hears what a worker does; called from its own thread.
    public interface Listener {
        /// A part was sent, as far as it was due.
        void sent(Part part);

        /// Something is in the way. It is told once, and again when it changes.
        void trouble(String text);
    }

    /// A worker that has the process to itself.
    public Worker(Project project, Options options) {
        this.project = project;
        this.options = options;
    }

    /// Works until it is stopped.
    ///
    /// @throws Ledger.CannotOpen when there is no ledger to work with
    /// @throws Project.Incomplete when no queue was named, or the ledger is one that only this process can open
    public Report work() {
        Sharing.needed(project, options.settings());
        return Premises.alone(project).inside(this::work);
    }

    private Report work(Ledger ledger, Stop stop) {
        try (var queue = WorkQueue.open(options.settings());
                var frame = new BatchFrame(ledger.dataSource())) {
            var place =
                    new PartSender.Place(ledger, project.settings().leaseTime(), stop, new PartHistory(frame)::work);
            try (var bench = new Bench(project, place, options.campaigns())) {
                while (!options.isOver().getAsBoolean()) {
                    stop.checkpoint();
                    turn(queue, ledger, bench);
                }
            }
            return new Report("worker", 0, List.of(), List.of(), List.of());
        } catch (Stop.Stopped stopped) {
            var end = Problem.of(stopped);
            return new Report("worker", end.exitCode(), List.of(), List.of(end.text()), List.of());
        }
    }

    private void turn(WorkQueue queue, Ledger ledger, Bench bench) {
        try {
            var woken = next(queue, bench);
            var parts = ledger.deliveries().parts();
            var some =
                    woken.isPresent() ? parts.find(woken.getAsLong()).stream().toList() : parts.unheld(SOME);
            some.forEach(part -> send(bench, part));
            bench.tidy(ledger);
            troubleRest = TROUBLE_REST;
        } catch (Stop.Stopped stopped) {
            throw stopped;
        } catch (RuntimeException failed) {
            tell(Problem.of(failed).text());
            bench.close();
            bench.rest(troubleRest);
            var longer = troubleRest.multipliedBy(2);
            troubleRest = longer.compareTo(LONGEST_TROUBLE_REST) > 0 ? LONGEST_TROUBLE_REST : longer;
        }
    }

    /// What the queue wakes for; empty when it is time to look without having been woken.
    private OptionalLong next(WorkQueue queue, Bench bench) {
        try {
            return queue.next(options.listen());
        } catch (SdkException away) {
            tell("HK4162  the work queue does not answer: " + Ledger.rootMessage(away)
                    + "\n   Work is looked for in the ledger meanwhile."
                    + "\n   fix: check HIKYAKU_WORK_QUEUE, HIKYAKU_WORK_REGION and the credentials");
            bench.rest(options.listen());
            return OptionalLong.empty();
        }
    }

    private void send(Bench bench, Part part) {
        try {
            if (bench.send(part)) {
                lastTrouble = "";
                options.listener().sent(part);
            }
        } catch (Bench.OtherFile other) {
            tell(String.valueOf(other.getMessage()));
        }
    }

    private void tell(String text) {
        if (text.equals(lastTrouble)) {
            LOG.debug("still: {}", text);
            return;
        }
        lastTrouble = text;
        options.listener().trouble(text);
    }
}
