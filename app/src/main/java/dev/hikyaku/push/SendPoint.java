package dev.hikyaku.push;

import java.util.Locale;

/// Places on the way of a campaign where a crash is rehearsed.
public enum SendPoint {
    /// Some chunks of the audience are taken in, others not.
    MID_AUDIENCE,
    /// Devices are looked up and texts rendered; nothing is decided.
    BEFORE_INTENT,
    /// It is written down that deliveries go to the wire; none went.
    AFTER_INTENT,
    /// Some deliveries of a page went to the wire, others not.
    MID_SEND,
    /// A provider answered; that is not stored.
    BEFORE_OUTCOME,
    /// Outcomes are stored; the devices that turned out dead are not marked.
    AFTER_OUTCOME;

    /// The name users write.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
