package dev.hikyaku.run.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was looked at of a campaign before it runs.
public sealed interface Surveyed {

    /// What a phone would show, in each language of the message.
    ///
    /// @param user whose row of the audience was worded; null when the audience is empty
    record Preview(@Nullable String user, List<Shown> shown) implements Surveyed {
        public Preview {
            shown = List.copyOf(shown);
        }
    }

    /// A notification in one language.
    ///
    /// @param problem why it can't be worded; the other texts are empty then
    record Shown(
            String language,
            String title,
            String body,
            @Nullable String open,
            int bytes,
            @Nullable String problem) {}

    /// A test on somebody's own phones.
    ///
    /// @param key under which the ledger has it; null when nothing was sent
    /// @param rowOf whose row of the audience was worded; null when the audience is empty
    record Test(String user, @Nullable String key, @Nullable String rowOf, List<Answered> answered)
            implements Surveyed {
        public Test {
            answered = List.copyOf(answered);
        }

        /// Whether all devices, one at least, got theirs.
        public boolean isGood() {
            return !answered.isEmpty()
                    && answered.stream().allMatch(one -> one.outcome().equals("accepted"));
        }
    }

    /// What became of a test on one device, or of all when none was found.
    record Answered(
            @Nullable String platform,
            @Nullable String gateway,
            String outcome,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String messageId) {}
}
