package dev.hikyaku.run.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Campaigns of a ledger that was restored to an earlier time.
class RestoredCampaignTest extends ClockedGarage {
    @Test
    void aRestoredLedgerSendsNothingByItself() {
        whatACrashLeftBehind();
        var project = project();
        var upkeep = new Upkeep(project, "reconcile", (_, _, _, _) -> {});
        assertThat(upkeep.hold(project.manifest().campaigns(), "restored").results())
                .containsExactly(2L);
        assertThat(due(NINE.plus(Duration.ofHours(1))).reports()).isEmpty();
        // The hold stands at the ledger's own time, and starts before it are nobody's any more.
        var later = Instant.now()
                .plus(Duration.ofDays(2))
                .truncatedTo(ChronoUnit.DAYS)
                .plusSeconds(1);
        assertThat(due(later).exitCode()).isEqualTo(Report.GUARD);
        try (var ledger = project.openLedger()) {
            assertThat(unknownOfHistory(ledger)).as("the charts say so too").isEqualTo(2);
            assertThat(ledger.epochs().count()).isEqualTo(1);
            assertThat(ledger.epochs().release("reminder")).isTrue();
        }
        assertThat(due(later.plusSeconds(30)).exitCode()).isZero();
        assertThat(shown).as("who may have got it gets it no more").isEmpty();
    }

    private static long unknownOfHistory(Ledger ledger) {
        return JdbcClient.create(ledger.dataSource())
                .sql("SELECT COALESCE(SUM(unknown_outcome), 0) FROM hk_settled WHERE kind = 'campaign' AND name = ?")
                .param("reminder")
                .query(Long.class)
                .single();
    }
}
