package dev.hikyaku.ledger.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A delivery that is due.
///
/// @param once what is sent once
/// @param deviceNo 0 for the recipient's first device, then 1, 2, ...
/// @param user the recipient's key
/// @param params row of the audience, as JSON
/// @param attempts calls that were made, or may have been
/// @param device where it goes; null until the recipient's devices were asked for
/// @param gateway provider that may have it already; null when none does
public record Owed(
        long id,
        OnceKey once,
        int deviceNo,
        String user,
        String params,
        int attempts,
        @Nullable Device device,
        @Nullable String gateway) {

    /// A device.
    ///
    /// @param kind `token` or `fid`
    /// @param address registration token or installation id
    /// @param platform `android`, `ios` or `web`
    public record Device(String kind, String address, String platform) {
        /// What the ledger calls the address where it isn't needed for sending.
        public String hash() {
            return OnceKey.hash(kind + ':' + address);
        }

        /// Without the address.
        @Override
        public String toString() {
            return kind + " on " + platform;
        }
    }

    /// Deliveries that are due at this moment of the database's clock, the longest due first.
    public record Page(Instant now, List<Owed> owed) {}
}
