package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /// What [#of(ResultSet)] reads.
    public static final String COLUMNS =
            "id, once_hash, device_no, user_key, params, attempts, kind, address_hash, platform, gateway";

    /// A row of the deliveries.
    public static Owed of(ResultSet rs) throws SQLException {
        var hash = rs.getString("address_hash");
        return new Owed(
                rs.getLong("id"),
                OnceKey.of(rs.getBytes("once_hash")),
                rs.getInt("device_no"),
                rs.getString("user_key"),
                rs.getString("params"),
                rs.getInt("attempts"),
                hash == null ? null : new Device(rs.getString("kind"), rs.getString("platform"), hash),
                rs.getString("gateway"));
    }

    /// A device, without its address: that stands in the application's database alone.
    ///
    /// @param kind `token` or `fid`
    /// @param platform `android`, `ios` or `web`
    /// @param hash what the ledger calls the address
    public record Device(String kind, String platform, String hash) {
        /// The device with this registration token or installation id.
        public static Device of(String kind, String address, String platform) {
            return new Device(kind, platform, OnceKey.hash(kind + ':' + address));
        }
    }

    /// Deliveries that are due at this moment of the database's clock, the longest due first.
    public record Page(Instant now, List<Owed> owed) {
        /// Reads some that wait and are due now.
        ///
        /// @param which of the deliveries; its parameters are named
        /// @param order and how many at most
        public static Page read(Transactions transactions, String which, Map<String, Long> parameters, String order) {
            var now = transactions
                    .sql("SELECT LOCALTIMESTAMP(6)")
                    .query((rs, _) -> rs.getObject(1, LocalDateTime.class))
                    .single();
            var owed = transactions
                    .sql("SELECT " + COLUMNS + " FROM hk_delivery WHERE " + which
                            + " AND state = 'waiting' AND due_at <= :now ORDER BY " + order)
                    .params(parameters)
                    .param("now", now)
                    .query((rs, _) -> Owed.of(rs))
                    .list();
            return new Page(now.toInstant(ZoneOffset.UTC), owed);
        }
    }

    /// How long until the next of some deliveries is due; zero when one is, empty when none waits.
    ///
    /// @param which of the deliveries; its parameters are named
    public static Optional<Duration> untilNext(
            Transactions transactions, Dialect dialect, String which, Map<String, Long> parameters) {
        return transactions
                .sql("SELECT " + dialect.until("MIN(due_at)") + " FROM hk_delivery WHERE " + which
                        + " AND state = 'waiting'")
                .params(parameters)
                .query((rs, _) -> {
                    var micros = rs.getLong(1);
                    return rs.wasNull()
                            ? Optional.<Duration>empty()
                            : Optional.of(Duration.ofNanos(Math.max(0, micros) * 1000));
                })
                .single();
    }
}
