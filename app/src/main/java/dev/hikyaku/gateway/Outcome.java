package dev.hikyaku.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of one notification that was handed to a provider.
public sealed interface Outcome {

    /// The provider has it. Whether a phone showed it is not known.
    ///
    /// @param messageId what the provider calls it
    /// @param endpoint what the provider calls the device, when that was learned or changed on the way; else null
    record Accepted(String messageId, @Nullable String endpoint) implements Outcome {}

    /// Refused, and would be refused again.
    ///
    /// @param code the provider's own code
    /// @param text what it said, without addresses
    /// @param blame what is to be mended before another one can succeed
    record Rejected(String code, String text, Blame blame) implements Outcome {}

    /// Certainly not taken, and may be asked again: the attempt does not count.
    ///
    /// @param after how long to wait at least; null when the provider did not say
    /// @param whole whether everything for this provider waits, or this device alone
    record NotNow(String code, String text, @Nullable Duration after, boolean whole) implements Outcome {}

    /// Certainly not taken, and nothing else would be: credentials or permissions are broken. Nobody's row is to blame.
    record Stopped(String code, String text) implements Outcome {}

    /// Asked, and never heard: the phone may show it.
    record Unknown(String code, String text) implements Outcome {}

    /// What is to be mended.
    enum Blame {
        /// The address is dead until the app registers anew.
        DEVICE,
        /// The address belongs to another project: one is a stray, many are the wrong credentials.
        SENDER,
        /// The provider, as it is set up, reaches no such device; another may.
        GATEWAY,
        /// The text is too long, or malformed.
        NOTIFICATION
    }
}
