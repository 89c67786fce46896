package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.trace.Mask;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Late;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Told;
import dev.hikyaku.story.Advice;
import java.util.List;
import java.util.Locale;

/// A delivery as people read it, without what is personal.
///
/// @param words what its code says; empty without one
/// @param reason what was found, personal data masked; empty when nothing was said
/// @param device its platform and the beginning of its hash; empty until it was looked up
/// @param turn word of who has to act; empty when nobody has
/// @param fix what to do; empty when nothing helps
/// @param late answers that came too late to change anything
record Recipient(Told told, String words, String reason, String device, String turn, String fix, List<Late> late) {
    private static final int SHOWN = 8;

    /// Deliveries to one user, the newest run first.
    static List<Recipient> of(Ledger ledger, String campaign, String user, Locale locale) {
        var story = ledger.deliveries().story();
        var told = story.ofUser(campaign, user);
        var late = story.late(told.stream().map(Told::id).toList());
        return told.stream()
                .map(one -> of(one, late.getOrDefault(one.id(), List.of()), locale))
                .toList();
    }

    static Recipient of(Told told, List<Late> late, Locale locale) {
        var code = told.code();
        var reason = told.reason();
        var advice = code == null ? null : Advice.of(code, locale).orElse(null);
        return new Recipient(
                told,
                code == null ? "" : CodeWords.of(code, locale),
                reason == null ? "" : Mask.text(reason),
                device(told),
                advice == null || advice.turn() == Advice.Turn.NOBODY
                        ? ""
                        : advice.turn().word(),
                advice == null ? "" : advice.fix(),
                late);
    }

    private static String device(Told told) {
        var device = told.device();
        return device == null
                ? ""
                : device.platform() + " "
                        + device.hash()
                                .substring(0, Math.min(SHOWN, device.hash().length()));
    }
}
