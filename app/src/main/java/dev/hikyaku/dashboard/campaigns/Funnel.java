package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.ledger.delivery.CampaignBooks.Balance;
import dev.hikyaku.ledger.delivery.CampaignBooks.Reason;
import dev.hikyaku.ledger.view.Tallies.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of all that a run owed, part by part; the parts come to the whole.
///
/// @param parts the good news first
/// @param unaccounted what the parts miss; anything but 0 is a fault of Hikyaku
/// @param countedAt when these sums were right
record Funnel(long owed, List<Part> parts, long unaccounted, Instant countedAt) {

    /// Some of the deliveries.
    ///
    /// @param state `waiting`, `sent` or an outcome
    /// @param code that all of them have, or null
    /// @param words what the code says; empty without one
    /// @param width of its bar, such as `37.5%`
    /// @param of why, as far as it was said; counted at another moment than the part
    record Part(String state, @Nullable String code, String words, long count, String width, List<Part> of) {}

    /// Of the books of a run.
    ///
    /// @param reasons of what is settled
    /// @param held of what waits
    static Funnel of(Tally<Balance> books, List<Reason> reasons, List<Reason> held, Locale locale) {
        return new Making(books.sums().owed(), reasons, held, locale).funnel(books);
    }

    private record Making(long owed, List<Reason> reasons, List<Reason> held, Locale locale) {
        Funnel funnel(Tally<Balance> books) {
            var sums = books.sums();
            var parts = new ArrayList<Part>();
            parts.add(part("accepted", sums.accepted(), List.of()));
            add(parts, "sent", sums.sent());
            parts.add(part("waiting", sums.waiting(), of("waiting", held)));
            sums.suppressed()
                    .forEach((code, count) ->
                            parts.add(new Part("suppressed", code, words(code), count, width(count), List.of())));
            parts.add(part("rejected", sums.rejected(), of("rejected", reasons)));
            add(parts, "unknown", sums.unknown());
            add(parts, "expired", sums.expired());
            add(parts, "cancelled", sums.cancelled());
            return new Funnel(owed, parts, sums.unaccounted(), books.countedAt());
        }

        private void add(List<Part> parts, String state, long count) {
            if (count > 0) {
                parts.add(part(state, count, of(state, reasons)));
            }
        }

        private Part part(String state, long count, List<Part> of) {
            return new Part(state, null, "", count, width(count), of);
        }

        private List<Part> of(String state, List<Reason> some) {
            return some.stream()
                    .filter(reason -> reason.outcome().equals(state))
                    .map(reason -> of(state, String.valueOf(reason.code()), reason.count()))
                    .toList();
        }

        private Part of(String state, String code, long count) {
            return new Part(state, code, words(code), count, width(count), List.of());
        }

        private String words(String code) {
            return CodeWords.of(code, locale);
        }

        private String width(long count) {
            return String.format(Locale.ROOT, "%.1f%%", owed == 0 ? 0.0 : 100.0 * count / owed);
        }
    }
}
