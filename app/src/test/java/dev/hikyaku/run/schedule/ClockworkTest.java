package dev.hikyaku.run.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.run.ShopRun;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.schedule.Clockwork.Looked;
import dev.hikyaku.run.schedule.Timetable.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a service does about schedules, alone and beside another one.
class ClockworkTest extends ShopRun {
    private static final Instant NINE = Instant.parse("2026-11-22T00:00:00Z");

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:mem:clockwork" + folder.getFileName() + ";DB_CLOSE_DELAY=-1";
    }

    @BeforeEach
    void declare() {
        threeTiers();
        for (var sync :
                List.of("company: Account: companies: Name: name", "person: Contact: people: LastName: last_name")) {
            var parts = sync.split(": ");
            shop.write("syncs/" + parts[0] + ".yaml", """
                    version: 1
                    sync: %s
                    salesforce: { object: %s, externalId: AppId__c }
                    source: { table: %s, key: id }
                    fields: { %s: %s }
                    schedule: { cron: "0 9 * * *", zone: Asia/Tokyo }
                    """.formatted((Object[]) parts));
        }
    }

    private final class Lines implements Clockwork.Listener {
        @Override
        public void ran(Entry entry, Looked looked) {
            heard.add(entry.name() + " " + looked.start() + " " + looked.exitCode());
        }

        @Override
        public void missed(Entry entry, Instant instant) {
            heard.add(entry.name() + " missed " + instant);
        }

        @Override
        public void trouble(Entry entry, String text) {
            heard.add(entry.name() + " trouble " + text);
        }
    }

    @Test
    void twoServicesRunEachInstantOnce() {
        var project = shop.project();
        var entries = Timetable.of(project.manifest());
        InstantSource clock = () -> NINE.plusSeconds(5);
        try (var ledger = shop.ledger();
                var stop = new Stop();
                var _ = new Clockwork(entries, clock, stop, new Launches(project, ledger, stop, clock), new Lines());
                var _ = new Clockwork(entries, clock, stop, new Launches(project, ledger, stop, clock), new Lines())) {
            await(() -> ran(0).size() == 2);
            await(() -> shop.records("Contact").size() == 3);
        }
        assertThat(ran(0)).containsExactlyInAnyOrder("company " + NINE + " 0", "person " + NINE + " 0");
        assertThat(heard).allSatisfy(line -> assertThat(line).matches(".* (0|11)"));
        try (var ledger = shop.ledger()) {
            assertThat(ledger.runs().newest(9))
                    .extracting(run -> run.key() + " " + run.state())
                    .containsExactlyInAnyOrder("company@" + NINE + " finished", "person@" + NINE + " finished");
        }
    }

    private List<String> ran(int code) {
        return heard.stream().filter(line -> line.endsWith(" " + code)).toList();
    }

    @Test
    void tellsOfWhatNobodyCameForAndGoesOnAfterTrouble() {
        var entry = Timetable.of(shop.project().manifest()).getFirst();
        var looks = new CopyOnWriteArrayList<Instant>();
        var now = new Instant[] {NINE};
        Clockwork.Launcher launcher = (_, _) -> {
            looks.add(now[0]);
            if (looks.size() == 1) {
                throw new IllegalStateException("the database is away");
            }
            return looked(looks.size() == 2 ? List.of(NINE.minusSeconds(60)) : List.of(), null);
        };
        try (var stop = new Stop();
                var _ = new Clockwork(List.of(entry), () -> now[0], stop, launcher, new Lines())) {
            await(() -> !heard.isEmpty());
            assertThat(heard.getFirst()).contains("trouble HK2012", "the database is away");
            now[0] = NINE.plusSeconds(6);
            await(() -> heard.contains("company missed " + NINE.minusSeconds(60)));
        }
        assertThat(looks).hasSize(2);
    }

    @Test
    void whoeverWaitsForALongRunBeforeItIsNotLate() {
        var entries = Timetable.of(shop.project().manifest());
        var now = new AtomicReference<>(NINE.plusSeconds(5));
        Clockwork.Launcher launcher = (entry, seen) -> {
            heard.add(entry.name() + " " + seen);
            now.set(NINE.plus(Duration.ofMinutes(20)));
            return looked(List.of(), null);
        };
        try (var stop = new Stop();
                var _ = new Clockwork(entries, now::get, stop, launcher, new Lines())) {
            await(() -> heard.size() >= 2);
        }
        assertThat(heard).startsWith("company " + NINE.plusSeconds(5), "person " + NINE.plusSeconds(5));
    }

    @Test
    void anInstantThatComesMeanwhileIsSeenWhenItCame() {
        var entries = Timetable.of(shop.project().manifest());
        var now = new AtomicReference<>(NINE.minusSeconds(60));
        Clockwork.Launcher launcher = (entry, seen) -> {
            heard.add(entry.name() + " " + seen);
            now.set(NINE.plus(Duration.ofMinutes(20)));
            return looked(List.of(), null);
        };
        try (var stop = new Stop();
                var _ = new Clockwork(entries, now::get, stop, launcher, new Lines())) {
            await(() -> heard.size() >= 2);
        }
        assertThat(heard).startsWith("company " + NINE.minusSeconds(60), "person " + NINE);
    }

    @Test
    void tellsWhatIsWrongWithARunThatAnotherProcessLeft() {
        var entry = Timetable.of(shop.project().manifest()).getFirst();
        Clockwork.Launcher launcher = (_, _) ->
                new Looked(List.of(), null, 4, List.of("HK4014  no provider takes anything"), NINE.plusSeconds(3_600));
        try (var stop = new Stop();
                var _ = new Clockwork(List.of(entry), () -> NINE, stop, launcher, new Lines())) {
            await(() -> !heard.isEmpty());
        }
        assertThat(heard.getFirst()).isEqualTo("company trouble HK4014  no provider takes anything");
    }

    private static Looked looked(List<Instant> missed, @Nullable Instant start) {
        return new Looked(missed, start, 0, List.of(), NINE.plusSeconds(3_600));
    }

    private static void await(BooleanSupplier wanted) {
        var patience = Instant.now().plusSeconds(60);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }
}
