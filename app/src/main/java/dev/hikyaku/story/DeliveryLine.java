package dev.hikyaku.story;

import dev.hikyaku.ledger.delivery.story.DeliveryStory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery in a list; a line of `explain` and of the REST interface.
///
/// @param device the beginning of its hash; the address itself is nowhere
public record DeliveryLine(
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

    /// Of a delivery of the ledger.
    public static DeliveryLine of(DeliveryStory.Told told) {
        var device = told.device();
        return new DeliveryLine(
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
