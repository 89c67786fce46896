package dev.hikyaku.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.plan.Plan;
import dev.hikyaku.plan.Plan.Counts;
import dev.hikyaku.plan.Plan.Kind;
import dev.hikyaku.plan.Plan.SyncPlan;
import dev.hikyaku.plan.Planner;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The plan of the demo's company is what the run then does.
class DemoPlanTest {
    @TempDir
    Path folder;

    @Test
    void equalsTheRunAtFirstAndAfterEveryChange() {
        try (var demo = Demo.open(folder)) {
            var plan = plan(demo);
            assertThat(demo.simulator().apiWrites()).isZero();
            // That "yoyaku,ryoko@example.jp" is no address is known to Salesforce alone.
            assertIsWhatHappens(plan, run(demo, "first"), 1);
            assertThat(codes(plan))
                    .containsExactlyInAnyOrder("HK1407", "HK1420", "HK1420", "HK1421", "HK1421", "HK1426", "HK1431");
            assertThat(plan(demo).exitCode()).isZero();
            for (int i = 0; i < 3; i++) {
                var happened = demo.changeSomeRows(Locale.ENGLISH);
                var writes = demo.simulator().apiWrites();
                plan = plan(demo);
                assertThat(demo.simulator().apiWrites()).isEqualTo(writes);
                assertThat(total(plan).sent()).as("%s", happened).isEqualTo(happened.size());
                assertIsWhatHappens(plan, run(demo, "after change " + i), 0);
            }
        }
    }

    private static Plan plan(Demo demo) {
        var project = demo.project("en");
        return new Planner(project, new Planner.Options(null, 20, (_, _, _, _) -> {}))
                .plan(project.manifest().syncs());
    }

    private static Report run(Demo demo, String key) {
        var project = demo.project("en");
        return new Runner(project, new Runner.Options(key, null, (_, _, _, _) -> {}))
                .run(project.manifest().syncs());
    }

    private static Counts total(Plan plan) {
        return plan.syncs().stream().map(SyncPlan::work).reduce(Counts.NONE, Counts::plus);
    }

    private static List<String> codes(Plan plan) {
        return plan.syncs().stream()
                .flatMap(sync -> sync.details().stream())
                .filter(detail -> detail.kind() == Kind.REJECT)
                .map(detail -> String.valueOf(detail.code()))
                .toList();
    }

    /// @param unforeseen rows that Salesforce rejects for reasons it tells nobody before
    private static void assertIsWhatHappens(Plan plan, Report report, int unforeseen) {
        assertThat(report.problems()).isEmpty();
        var foreseen = new ArrayList<Balance>();
        for (var sync : plan.syncs()) {
            var work = sync.work();
            var surprises = sync.sync().equals("contact") ? unforeseen : 0;
            foreseen.add(new Balance(
                    sync.sync(),
                    sync.found(),
                    work.sent() - surprises,
                    work.rejected() + surprises,
                    work.superseded(),
                    0,
                    work.held()));
        }
        assertThat(report.syncs()).extracting(Report.SyncReport::books).isEqualTo(foreseen);
    }
}
