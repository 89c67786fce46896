package dev.hikyaku.ledger.delivery;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One start of a campaign. The same key of the same campaign never runs to its end twice.
///
/// @param key scheduled instant or trigger
/// @param reason why it is paused or stopped
/// @param pass how often its audience was begun to be read
/// @param audienceDone whether the whole audience is in the ledger; nothing is sent before
/// @param canaryPassed whether the first rows went well enough for all others
/// @param counted what the audience came to
/// @param expiresAt nothing is sent from then on
public record CampaignRun(
        long id,
        int campaignId,
        String campaign,
        String key,
        State state,
        @Nullable String reason,
        int pass,
        boolean audienceDone,
        boolean canaryPassed,
        Counted counted,
        Instant startedAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {

    /// What reading the audience came to.
    ///
    /// @param read rows of the query
    /// @param duplicates rows whose once-key stood in an earlier row
    /// @param alreadySent rows whose once-key an earlier run took in
    /// @param recipients rows that became deliveries
    /// @param moreDevices deliveries to further devices of the recipients
    public record Counted(long read, long duplicates, long alreadySent, long recipients, long moreDevices) {}

    /// Where a run stands.
    public enum State {
        /// It may be worked on.
        RUNNING,
        /// It goes on when somebody resumes it.
        PAUSED,
        /// Somebody ended it; what had not left is cancelled.
        CANCELLED,
        /// All its deliveries are settled.
        FINISHED,
        /// A guard ended it.
        STOPPED,
        /// Nobody was there for its start, and nobody makes up for it.
        MISSED,
        /// No run of the audience: a test on somebody's own phones.
        TESTED;

        /// As it stands in the ledger.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
