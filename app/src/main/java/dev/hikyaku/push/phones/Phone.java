package dev.hikyaku.push.phones;

import dev.hikyaku.intake.Registrations.Registration;
import dev.hikyaku.ledger.delivery.Owed;

/// A registered device, and what the ledger calls it.
public record Phone(Registration registration, Owed.Device device) {
    /// The registered device.
    public static Phone of(Registration one) {
        return new Phone(one, Owed.Device.of(one.kind(), one.address(), one.platform()));
    }

    /// Where it is reached.
    public String address() {
        return registration.address();
    }
}
