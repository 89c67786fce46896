package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.plan.Plan;
import dev.hikyaku.plan.Plan.Counts;
import dev.hikyaku.plan.Plan.SyncPlan;
import dev.hikyaku.plan.Planner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plans, runs, and holds the one against the other.
abstract class PlanAndRun extends ShopRun {
    /// All that a plan must leave alone.
    record World(List<Balance> books, List<Runs.Run> runs, long writes, List<JsonNode> journal) {}

    World world() {
        try (var ledger = shop.ledger()) {
            var books = List.of(ledger.books().of("company"), ledger.books().of("person"));
            return new World(books, ledger.runs().newest(100), shop.org().apiWrites(), journal());
        }
    }

    private List<JsonNode> journal() {
        try {
            return Files.readAllLines(folder.resolve("org/journal.jsonl")).stream()
                    .map(JsonMapper.shared()::readTree)
                    .filter(line -> line.path("kind").asString().matches("(record|job)\\..*"))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Plan plan() {
        var project = shop.project();
        return new Planner(project, new Planner.Options(null, 20, (_, _, _, _) -> {}))
                .plan(project.manifest().syncs());
    }

    /// Plans, sees that nothing has changed by it, runs, and holds the run against the plan.
    Plan planAndRun() {
        var before = world();
        var plan = plan();
        assertThat(world()).isEqualTo(before);
        var calls = shop.org().apiCalls();
        var report = shop.run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.unaccounted()).isZero();
        plan.syncs().forEach(sync -> assertIsWhatHappened(sync, books(report, sync.sync())));
        var journal = journal();
        var happened = journal.subList(before.journal().size(), journal.size());
        assertThat(count(happened, "record.created")).isEqualTo(sum(plan).created());
        assertThat(count(happened, "record.updated"))
                .isEqualTo(
                        sum(plan).changed() + sum(plan).unchanged() + sum(plan).later());
        assertThat(count(happened, "record.deleted")).isEqualTo(sum(plan).deleted());
        var jobs =
                plan.syncs().stream().mapToLong(sync -> sync.cost().bulkJobs()).sum();
        assertThat(count(happened, "job.created")).isEqualTo(jobs);
        if (jobs == 0) {
            assertThat(shop.org().apiCalls() - calls)
                    .isEqualTo(plan.syncs().stream()
                            .mapToLong(sync -> sync.cost().apiCalls())
                            .sum());
        }
        return plan;
    }

    private static long count(List<JsonNode> journal, String kind) {
        return journal.stream()
                .filter(line -> line.path("kind").asString().equals(kind))
                .count();
    }

    static Counts sum(Plan plan) {
        return plan.syncs().stream().map(SyncPlan::work).reduce(Counts.NONE, Counts::plus);
    }

    private static void assertIsWhatHappened(SyncPlan sync, Balance books) {
        var work = sync.work();
        var accepted = work.sent() + work.absent();
        var rejected = work.rejected();
        var takenIn = accepted + rejected + work.superseded() + work.held();
        assertThat(books)
                .isEqualTo(new Balance(sync.sync(), takenIn, accepted, rejected, work.superseded(), 0, work.held()));
        if (work.later() == 0) {
            assertThat(sync.waiting() + sync.found()).isEqualTo(takenIn);
        }
    }

    static SyncPlan of(Plan plan, String sync) {
        return plan.syncs().stream()
                .filter(one -> one.sync().equals(sync))
                .findFirst()
                .orElseThrow();
    }

    static Counts counts(long created, long changed, long deleted, long held, long rejected) {
        return new Counts(created, changed, 0, 0, 0, deleted, 0, 0, held, rejected);
    }
}
