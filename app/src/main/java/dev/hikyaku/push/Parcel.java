package dev.hikyaku.push;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.ledger.delivery.Owed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery that is ready to go to the wire.
///
/// @param registeredAt when the device was registered, as the application knew it when it was asked
public record Parcel(
        Owed owed,
        Owed.Device device,
        Notification notification,
        Address address,
        Gateway gateway,
        @Nullable Instant registeredAt) {}
