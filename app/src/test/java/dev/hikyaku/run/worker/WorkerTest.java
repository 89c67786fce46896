package dev.hikyaku.run.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.campaign.CampaignReport;
import dev.hikyaku.simulators.sqs.SqsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workers that help with a run, or die, come late, hear twice or hear nothing: everybody owed gets it,
/// nobody twice.
@Timeout(180)
class WorkerTest {
    private static final int USERS = 1_500;

    @TempDir
    private Path folder;

    private SharedGarage garage;

    private SharedGarage open() throws IOException {
        return open(SqsOptions.of(folder.resolve("sqs")));
    }

    private SharedGarage open(SqsOptions queue) throws IOException {
        garage = new SharedGarage(folder.resolve("project"), queue, USERS);
        return garage;
    }

    @AfterEach
    void close() {
        garage.close();
    }

    private void assertEverybodyOnce(CampaignReport report) {
        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(report.books()).satisfies(books -> {
            assertThat(books.unaccounted()).isZero();
            assertThat(books.accepted()).isEqualTo(USERS);
            assertThat(books.run().state()).isEqualTo(State.FINISHED);
        });
        assertThat(garage.allShown()).hasSize(USERS).doesNotHaveDuplicates();
    }

    private static void await(BooleanSupplier moment) {
        var patience = Instant.now().plusSeconds(60);
        while (!moment.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }

    @Test
    void twoOfThemShareARunWithTheProcessThatBeganIt() throws IOException {
        open();
        try (var first = garage.worker("first");
                var second = garage.worker("second")) {
            assertEverybodyOnce(garage.run("runner"));
            assertThat(first.parts).isNotEmpty();
            assertThat(second.parts).isNotEmpty().doesNotContainAnyElementsOf(first.parts);
        }
        assertThat(garage.shownBy("first")).isGreaterThanOrEqualTo(SharedGarage.PART);
        assertThat(garage.shownBy("second")).isGreaterThanOrEqualTo(SharedGarage.PART);
        assertThat(garage.troubles).isEmpty();
    }

    @Test
    void doNotDoubleWhatTheQueueDoublesAndShuffles() throws IOException {
        open(SqsOptions.of(folder.resolve("sqs")).shuffled().withRepeated(1));
        try (var first = garage.worker("first");
                var second = garage.worker("second")) {
            assertEverybodyOnce(garage.run("runner"));
            assertThat(first.parts).doesNotContainAnyElementsOf(second.parts);
        }
    }

    @Test
    void findWorkByThemselvesWhenTheQueueIsLost() throws IOException {
        open();
        garage.loseQueue();
        try (var _ = garage.worker("first")) {
            assertEverybodyOnce(garage.run("runner"));
        }
        assertThat(garage.shownBy("first")).isPositive();
        assertThat(garage.troubles).anySatisfy(text -> assertThat(text).startsWith("HK4162"));
    }

    @Test
    void takeWorkWhenTheyComeLate() throws IOException, InterruptedException {
        open();
        var report = new AtomicReference<CampaignReport>();
        var running = Thread.ofPlatform().start(() -> report.set(garage.run("runner")));
        await(() -> garage.shownBy("runner") > 2 * SharedGarage.PART);
        try (var late = garage.worker("late")) {
            running.join();
            assertThat(late.parts).isNotEmpty();
        }
        assertEverybodyOnce(report.get());
    }

    @Test
    void goOnWithWhatADeadRunnerHadDivided() throws IOException {
        open();
        garage.dividedByADeadRunner();
        assertThat(garage.troubles).containsExactly("as good as dead after 15 parts");
        var report = garage.runAlone("next");
        assertEverybodyOnce(report);
        assertThat(garage.shownBy("dead")).isEqualTo(20);
    }

    @Test
    void sendNothingWithAnotherFileThanTheRunHas() throws IOException {
        open();
        var before = garage.project();
        garage.declare("Something else");
        try (var other = garage.worker("other")) {
            assertEverybodyOnce(garage.run(before, "runner"));
            await(() -> !garage.troubles.isEmpty());
            assertThat(other.parts).isEmpty();
        }
        assertThat(garage.shownBy("other")).isZero();
        assertThat(garage.troubles).allSatisfy(text -> assertThat(text).startsWith("HK4163"));
    }

    @Test
    void areNeverAskedWhenTheFirstRowsGoBadly() throws IOException {
        open();
        garage.refuses = true;
        try (var _ = garage.worker("first")) {
            var report = garage.run("runner");
            assertThat(report.books()).satisfies(books -> {
                assertThat(books.run().state()).isEqualTo(State.PAUSED);
                assertThat(books.rejected()).isEqualTo(20);
                assertThat(books.unaccounted()).isZero();
            });
            assertThat(report.exitCode()).isIn(Report.GUARD, Report.STOPPED);
        }
        assertThat(garage.allShown()).hasSize(20);
    }
}
