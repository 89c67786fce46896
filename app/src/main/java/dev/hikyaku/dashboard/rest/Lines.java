package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.Books;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.story.DeliveryStory;
import dev.hikyaku.ledger.view.Campaigns;
import dev.hikyaku.ledger.view.RunList;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs and their books as answers, with the sums that have to come out.
final class Lines {
    private Lines() {}

    /// One run of syncs.
    record Run(
            String run,
            String state,
            @Nullable Integer exitCode,
            List<String> syncs,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String note) {
        static Run of(Runs.Run run) {
            return new Run(
                    run.key(),
                    run.state(),
                    run.exitCode(),
                    Arrays.asList(run.syncs().split(" ")),
                    run.startedAt(),
                    run.endedAt(),
                    run.note());
        }
    }

    /// One balance.
    record Balance(
            String sync,
            long takenIn,
            long accepted,
            long rejected,
            long superseded,
            long unknown,
            long waiting,
            long unaccounted) {
        static Balance of(Books.Balance books) {
            return new Balance(
                    books.sync(),
                    books.takenIn(),
                    books.accepted(),
                    books.rejected(),
                    books.superseded(),
                    books.unknown(),
                    books.waiting(),
                    books.unaccounted());
        }
    }

    /// One run with all that was written down of it; see [RunList.Detail].
    record RunDetail(
            Run run,
            List<Balance> books,
            List<Runs.Stage> stages,
            List<RunList.TakenIn> takenIn,
            RunList.Carried carried,
            List<RunList.Job> jobs,
            List<Story.Note> notes) {
        static RunDetail of(RunList.Detail detail) {
            return new RunDetail(
                    Run.of(detail.run()),
                    detail.books().stream().map(Balance::of).toList(),
                    detail.stages(),
                    detail.takenIn(),
                    detail.carried(),
                    detail.jobs(),
                    detail.notes());
        }
    }

    /// One run of a campaign.
    record Start(
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
        static Start of(CampaignRun run) {
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
    record Sums(
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

    /// A run of a campaign with its sums.
    ///
    /// @param sums null while they are counted for the first time
    record Funnel(Start start, @Nullable Sums sums) {
        static Funnel of(Campaigns.Funnel funnel) {
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

    /// A delivery.
    ///
    /// @param device the beginning of its hash; the address itself is nowhere
    record Delivery(
            long id,
            String run,
            String user,
            String state,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String platform,
            @Nullable String device,
            @Nullable String gateway,
            @Nullable String messageId,
            int attempts,
            Instant due,
            @Nullable Instant sent,
            @Nullable Instant settled) {
        private static final int SHOWN = 8;

        static Delivery of(DeliveryStory.Told told) {
            var device = told.device();
            return new Delivery(
                    told.id(),
                    told.run(),
                    told.user(),
                    told.state(),
                    told.code(),
                    told.reason(),
                    device == null ? null : device.platform(),
                    device == null
                            ? null
                            : device.hash()
                                    .substring(0, Math.min(SHOWN, device.hash().length())),
                    device == null ? null : device.gateway(),
                    told.messageId(),
                    told.attempts(),
                    told.moments().due(),
                    told.moments().sent(),
                    told.moments().settled());
        }
    }
}
