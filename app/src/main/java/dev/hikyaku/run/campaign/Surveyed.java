package dev.hikyaku.run.campaign;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.push.Judged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /// How the first recipients of a run would fare.
    ///
    /// @param looked recipients that were looked at
    /// @param sent those who would get it at once
    /// @param others those who would not, by the code of the reason
    /// @param people each of them, with `sent` or that code
    /// @param shown what a phone would show, by the first of them
    record Sampled(int looked, long sent, Map<String, Long> others, List<Fate> people, List<Shown> shown) {
        public Sampled {
            others = new TreeMap<>(others);
            people = List.copyOf(people);
            shown = List.copyOf(shown);
        }

        static Sampled of(Owed.Page page, Judged judged, List<Shown> shown) {
            var codes = new HashMap<Long, String>();
            judged.decision().dropped().forEach(one -> codes.put(one.owed().id(), one.code()));
            judged.decision().held().forEach(one -> codes.put(one.owed().id(), one.code()));
            var others = codes.values().stream().collect(groupingBy(identity(), counting()));
            var people = page.owed().stream()
                    .map(owed -> new Fate(owed.user(), codes.getOrDefault(owed.id(), "sent")))
                    .toList();
            return new Sampled(people.size(), people.size() - codes.size(), others, people, shown);
        }
    }

    /// What would become of one recipient.
    record Fate(String user, String code) {}

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
