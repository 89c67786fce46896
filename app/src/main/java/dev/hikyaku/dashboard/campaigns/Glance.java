package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.Problem;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.campaign.CampaignDesk;
import dev.hikyaku.run.campaign.PushSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks into the application's database on behalf of a page: one look at a time and not for long, for it is the
/// application's, and people press buttons again and again.
@Component
public final class Glance {
    private static final Logger LOG = LoggerFactory.getLogger(Glance.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Project project;
    private final Ledger ledger;
    private final Semaphore looking = new Semaphore(1);

    Glance(Project project, Ledger ledger) {
        this.project = project;
        this.ledger = ledger;
    }

    /// What was seen.
    ///
    /// @param what null when nothing could be
    /// @param problem word of why nothing could be seen: `busy` or `long`; `away` with a detail; empty otherwise
    /// @param detail what the database said, for people
    public record Seen<T>(@Nullable T what, String problem, String detail) {}

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("too long", null, false, false);
        }
    }

    /// Asks about a campaign.
    public <T> Seen<T> look(Campaign campaign, Function<CampaignDesk, T> question) {
        if (!isMine()) {
            return new Seen<>(null, "busy", "");
        }
        try {
            return ask(campaign, question);
        } finally {
            looking.release();
        }
    }

    private boolean isMine() {
        try {
            return looking.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> Seen<T> ask(Campaign campaign, Function<CampaignDesk, T> question) {
        var until = Instant.now().plus(LONGEST);
        var house = new CampaignDesk.House(project, PushSettings.load(), ledger, () -> {
            if (Instant.now().isAfter(until)) {
                throw new TooLong();
            }
        });
        try (var desk = house.look(campaign)) {
            return new Seen<>(question.apply(desk), "", "");
        } catch (TooLong _) {
            return new Seen<>(null, "long", "");
        } catch (RuntimeException failed) {
            LOG.warn("the audience of {} can't be looked at", campaign.name(), failed);
            return new Seen<>(null, "away", Problem.of(failed).text());
        }
    }
}
