package dev.hikyaku.ledger.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How things stand, on each database.
abstract class StandingContract {
    private Ledger ledger;
    private JdbcClient sql;

    abstract Ledger.Settings settings();

    @BeforeEach
    void open() {
        ledger = Ledger.open(settings());
        sql = JdbcClient.create(ledger.dataSource());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void takeIn(int from, int to) {
        ledger.changes()
                .takeIn(
                        "contact",
                        "http",
                        IntStream.range(from, to)
                                .mapToObj(key -> new NewChange("" + key, "{}", null))
                                .toList());
    }

    @Test
    void countsWhatIsOpenAndTellsHowOldItIs() {
        assertThat(ledger.standing().backlog("contact")).isEqualTo(new Standing.Backlog(0, 0, 0, Duration.ZERO));
        takeIn(0, 30);
        sql.sql("UPDATE hk_change SET state = 'settled', outcome = 'accepted' WHERE record_key < '2'")
                .update();
        sql.sql("UPDATE hk_change SET held_sync = 'account', held_key = '1' WHERE record_key = '5'")
                .update();
        var backlog = ledger.standing().backlog("contact");
        assertThat(backlog.open()).isEqualTo(18);
        assertThat(backlog.waiting()).isEqualTo(18);
        assertThat(backlog.blocked()).isEqualTo(1);
        assertThat(backlog.oldest()).isPositive().isLessThan(Duration.ofMinutes(5));
        assertThat(ledger.standing().backlog("account").open()).isZero();
    }

    @Test
    void anAuditFindsAChangeThatVanished() {
        takeIn(0, 100);
        takeIn(100, 150);
        var audit = ledger.standing().audit();
        audit.step();
        audit.step();
        assertThat(audit.missing()).isEqualTo(Map.of("contact", 0L));
        sql.sql("DELETE FROM hk_change WHERE record_key IN ('7', '120')").update();
        audit.step();
        assertThat(audit.missing()).as("before the round is over").isEqualTo(Map.of("contact", 2L));
        audit.step();
        assertThat(audit.missing()).isEqualTo(Map.of("contact", 2L));
    }

    @Test
    void tellsOfRunsThatNeverCameAndOfThoseThatWentWell() {
        ledger.story().note("contact", "run-missed", "the run of 09:00 never came");
        ledger.story().note("contact", "other", "");
        assertThat(ledger.standing().missed("run-missed")).isEqualTo(Map.of("contact", 1L));
        var run = ledger.runs().begin("night", List.of("account", "contact"), Holder.self());
        assertThat(ledger.standing().lastSuccess()).isEmpty();
        ledger.runs().end(run, "finished", 10, null);
        assertThat(ledger.standing().lastSuccess())
                .hasEntrySatisfying("account contact", age -> assertThat(age).isLessThan(Duration.ofMinutes(5)));
    }

    @Test
    void tellsOfLeasesThatNobodyProlongs() {
        ledger.leases().take("sync:contact", Holder.self(), Duration.ofMinutes(5));
        assertThat(ledger.standing().expiredLeases()).isZero();
        sql.sql("UPDATE hk_lease SET expires_at = expires_at - INTERVAL '10' MINUTE WHERE name = 'sync:contact'")
                .update();
        assertThat(ledger.standing().expiredLeases()).isEqualTo(1);
        assertThat(ledger.standing().paused()).isEmpty();
        assertThat(ledger.standing().owed()).isEmpty();
    }
}
