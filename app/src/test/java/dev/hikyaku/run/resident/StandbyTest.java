package dev.hikyaku.run.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.BulkJobs;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.HeldLeases;
import dev.hikyaku.run.ShopRun;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.Systems;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.bulk.Leaving;
import dev.hikyaku.sync.collections.Calls.Carried;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Several services side by side, and processes that lose what they hold.
class StandbyTest extends ShopRun {
    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:standby" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    private final class Serving {
        private final AtomicBoolean over = new AtomicBoolean();
        private final List<String> troubles = new CopyOnWriteArrayList<>();
        private final Thread thread;

        Serving(String key) {
            var project = shop.project();
            var listener = new Resident.Listener() {
                @Override
                public void carried(String sync, Carried carried) {}

                @Override
                public void trouble(String text) {
                    troubles.add(text);
                }
            };
            var resident = new Resident(project, new Resident.Options(key, listener, over::get));
            thread = Thread.ofPlatform()
                    .start(() -> resident.serve(project.manifest().syncs()));
        }

        void end() {
            over.set(true);
            try {
                thread.join(Duration.ofSeconds(30));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void theSecondServiceStandsByAndTakesOver() {
        threeTiers();
        var first = new Serving("first");
        await(() -> shop.records("Contact").size() == 3);
        var second = new Serving("second");
        await(() -> !second.troubles.isEmpty());
        assertThat(second.troubles.getFirst())
                .startsWith("HK2010  another run holds sync:")
                .contains("stands by");
        first.end();
        shop.sql("INSERT INTO people VALUES (4, 'New', 1, NULL)");
        await(() -> shop.records("Contact").size() == 4);
        second.end();
        assertThat(first.troubles).isEmpty();
    }

    @Test
    void whoeverLostALeaseStopsWithinSeconds() {
        var project = shop.project();
        try (var ledger = shop.ledger();
                var stop = new Stop();
                var held = new HeldLeases(ledger.leases(), List.of("company"), Duration.ofSeconds(4), stop)) {
            held.checkpoint();
            ledger.leases().release(held.of("company"));
            var taken = ledger.leases().take("sync:company", Holder.self(), Duration.ofSeconds(30));
            assertThat(taken).isInstanceOf(Leases.Answer.Granted.class);
            var before = System.nanoTime();
            await(() -> isLost(held));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(HeldLeases.TO_STOP);
        }
        assertThat(project.settings().stopWithin()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void whoeverLostALeaseLeavesTheBulkJobsOfTheNextHolderAlone() {
        var project = shop.project();
        try (var ledger = shop.ledger();
                var systems = new Systems(project)) {
            var lost = take(ledger);
            var run = ledger.runs().begin("first", List.of("company"), Holder.self());
            ledger.leases().release(lost);
            var fence = take(ledger);
            var theirs = ledger.runs().begin("second", List.of("company"), Holder.self());
            var jobs = ledger.bulkJobs();
            var wanted = new BulkJobs.NewBulkJob("company", "upsert", "Account", BulkJobs.Lane.BULK);
            jobs.opened(fence, jobs.prepare(fence, theirs, wanted), "750000000000001AAA");
            var work = new Work(
                    project.manifest().sync("company").orElseThrow(),
                    lost,
                    run,
                    ledger,
                    () -> {
                        throw new AssertionError("Salesforce was spoken to");
                    },
                    systems,
                    project.surroundings(systems, (_, _, _, _) -> {}, () -> {}));
            assertThatThrownBy(() -> new Leaving(work).leave()).isInstanceOf(Fence.LeaseLost.class);
            assertThat(jobs.unsettled("company"))
                    .extracting(BulkJobs.BulkJob::state)
                    .containsExactly(BulkJobs.State.OPEN);
        }
    }

    private static Fence take(Ledger ledger) {
        return switch (ledger.leases().take("sync:company", Holder.self(), Duration.ofSeconds(30))) {
            case Leases.Answer.Granted(var fence) -> fence;
            case Leases.Answer.Held held -> throw new AssertionError(held);
        };
    }

    private static boolean isLost(HeldLeases held) {
        try {
            held.checkpoint();
            return false;
        } catch (Fence.LeaseLost lost) {
            return true;
        }
    }

    private static void await(BooleanSupplier wanted) {
        var patience = Instant.now().plusSeconds(60);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }
}
