package dev.hikyaku.story;

import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.view.Campaigns;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run of a campaign with its sums.
///
/// @param sums null while they are counted for the first time
public record Funnel(Start start, @Nullable Sums sums) {

    /// One run of a campaign.
    public record Start(
            String campaign,
            String run,
            String state,
            @Nullable String reason,
            long read,
            long duplicates,
            long alreadySent,
            long recipients,
            long moreDevices,
            Instant startedAt,
            Instant expiresAt,
            @Nullable Instant endedAt) {
        /// Of a run of the ledger.
        public static Start of(CampaignRun run) {
            var counted = run.counted();
            return new Start(
                    run.campaign(),
                    run.key(),
                    run.state().word(),
                    run.reason(),
                    counted.read(),
                    counted.duplicates(),
                    counted.alreadySent(),
                    counted.recipients(),
                    counted.moreDevices(),
                    run.startedAt(),
                    run.expiresAt(),
                    run.endedAt());
        }
    }

    /// What became of the deliveries of a run.
    ///
    /// @param suppressed by reason
    public record Sums(
            long owed,
            long accepted,
            long rejected,
            Map<String, Long> suppressed,
            long unknown,
            long expired,
            long cancelled,
            long waiting,
            long sent,
            long unaccounted,
            Instant countedAt) {}

    /// Of a run as the ledger tells it.
    public static Funnel of(Campaigns.Funnel funnel) {
        var tally = funnel.books();
        if (tally == null) {
            return new Funnel(Start.of(funnel.run()), null);
        }
        var books = tally.sums();
        return new Funnel(
                Start.of(books.run()),
                new Sums(
                        books.owed(),
                        books.accepted(),
                        books.rejected(),
                        books.suppressed(),
                        books.unknown(),
                        books.expired(),
                        books.cancelled(),
                        books.waiting(),
                        books.sent(),
                        books.unaccounted(),
                        tally.countedAt()));
    }
}
