package dev.hikyaku.intake;

import dev.hikyaku.intake.ApplicationDatabase.CannotRead;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.campaign.Audience;
import dev.hikyaku.manifest.campaign.Push;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Registered devices and given consents, as the application's database has them at this moment.
public final class Registrations {
    /// Whose a device is that was registered without a user, as after a logout.
    private static final String NOBODY = "";

    private static final Comparator<Registration> NEWEST =
            Comparator.comparing(Registrations::at).reversed().thenComparing(Registration::address);

    private final ApplicationDatabase database;
    private final Push.Devices devices;
    private final Map<String, Cell> cells = new LinkedHashMap<>();

    /// Over the declared devices.
    public Registrations(ApplicationDatabase database, Push.Devices devices) {
        this.database = database;
        this.devices = devices;
    }

    /// One registration.
    ///
    /// @param kind `token` or `fid`
    /// @param platform `android`, `ios` or `web`
    public record Registration(
            String user,
            String address,
            String kind,
            String platform,
            @Nullable Instant registeredAt,
            @Nullable String zone,
            @Nullable String locale) {}

    /// All devices of these users, the newest first for each.
    public Map<String, List<Registration>> ofUsers(Collection<String> users) {
        return byUser(find(devices.user(), users));
    }

    /// Who has registered these addresses, by address: more than one user when a device changed hands.
    public Map<String, List<Registration>> ofAddresses(Collection<String> addresses) {
        var found = new LinkedHashMap<String, List<Registration>>();
        find(devices.address(), addresses)
                .forEach(one -> found.computeIfAbsent(one.address(), _ -> new ArrayList<>())
                        .add(one));
        return found;
    }

    /// All addresses that more than one user has registered. A database that does not tell capital from small letters
    /// names one of those that are the same to it.
    public Set<String> shared() {
        var users = "COUNT(" + devices.user() + ")";
        var sql = "SELECT " + devices.address() + " FROM " + from(devices.from()) + " WHERE " + devices.address()
                + " IS NOT NULL GROUP BY " + devices.address() + " HAVING COUNT(*) > 1 AND (COUNT(DISTINCT "
                + devices.user() + ") > 1 OR " + users + " BETWEEN 1 AND COUNT(*) - 1)";
        try (var connection = database.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var shared = new HashSet<String>();
            while (rows.next()) {
                shared.add(rows.getString(1));
            }
            return shared;
        } catch (SQLException failed) {
            throw unreadable(failed);
        }
    }

    private static Map<String, List<Registration>> byUser(List<Registration> all) {
        var found = new LinkedHashMap<String, List<Registration>>();
        all.forEach(
                one -> found.computeIfAbsent(one.user(), _ -> new ArrayList<>()).add(one));
        found.replaceAll((_, some) -> newestFirst(some));
        return found;
    }

    /// A device that is registered again and again, as at each login, is one device.
    private static List<Registration> newestFirst(List<Registration> some) {
        var byAddress = new LinkedHashMap<String, Registration>();
        some.stream().sorted(NEWEST).forEach(one -> byAddress.putIfAbsent(one.address(), one));
        return List.copyOf(byAddress.values());
    }

    private static Instant at(Registration one) {
        var at = one.registeredAt();
        return at == null ? Instant.EPOCH : at;
    }

    private List<Registration> find(String column, Collection<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        var columns = Stream.of(
                        devices.user(),
                        devices.address(),
                        orNull(devices.kind()),
                        orNull(devices.platform()),
                        orNull(devices.registeredAt()),
                        orNull(devices.zone()),
                        orNull(devices.locale()))
                .toList();
        // Apps empty the address of a device whose user logged out.
        return query(
                        "SELECT " + String.join(", ", columns) + " FROM " + from(devices.from()),
                        devices.from(),
                        column,
                        texts,
                        row -> isEmpty(row.getString(2))
                                ? Optional.<Registration>empty()
                                : Optional.of(registration(row)))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isEmpty(@Nullable String address) {
        return address == null || address.isBlank();
    }

    private static String orNull(@Nullable String column) {
        return column == null ? "NULL" : column;
    }

    private static String from(String declared) {
        return declared.startsWith("(") ? declared + " hikyaku_rows" : declared;
    }

    private static Registration registration(ResultSet row) throws SQLException {
        var kind = row.getString(3);
        var platform = row.getString(4);
        var user = row.getString(1);
        return new Registration(
                user == null ? NOBODY : user,
                row.getString(2),
                kind == null ? "token" : kind.toLowerCase(java.util.Locale.ROOT),
                platform == null ? "android" : platform.toLowerCase(java.util.Locale.ROOT),
                instant(row.getObject(5)),
                row.getString(6),
                row.getString(7));
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case OffsetDateTime time -> time.toInstant();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
            case java.sql.Timestamp time -> time.toLocalDateTime().toInstant(ZoneOffset.UTC);
            case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
            default -> null;
        };
    }

    /// Those of the users who agree now.
    public Set<String> agreeing(Push.Consent consent, Collection<String> users) {
        return users.isEmpty()
                ? Set.of()
                : new HashSet<>(query(
                        "SELECT " + consent.user() + " FROM " + from(consent.from()),
                        consent.from(),
                        consent.user(),
                        users,
                        row -> row.getString(1)));
    }

    /// Those of the values for which it is still so.
    public Set<String> still(Audience.Still still, Collection<String> values) {
        return values.isEmpty()
                ? Set.of()
                : new HashSet<>(query(
                        "SELECT " + still.column() + " FROM " + from(still.from()),
                        still.from(),
                        still.column(),
                        values,
                        row -> row.getString(1)));
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(
            String select, String from, String column, Collection<String> texts, RowReader<T> reader) {
        try (var connection = database.connection()) {
            var cell = cell(connection, from, column);
            var marks = String.join(", ", texts.stream().map(_ -> "?").toList());
            try (var statement = connection.prepareStatement(select + " WHERE " + column + " IN (" + marks + ")")) {
                int index = 1;
                for (var text : texts) {
                    statement.setObject(index++, cell.value(text));
                }
                var found = new ArrayList<T>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(reader.read(rows));
                    }
                }
                return found;
            }
        } catch (SQLException failed) {
            throw unreadable(failed);
        }
    }

    private static CannotRead unreadable(SQLException failed) {
        return CannotRead.manifest(
                "HK4034  hikyaku.yaml: devices, consents or audience.still could not be read: "
                        + Ledger.rootMessage(failed)
                        + "\n   fix: correct push.devices, push.consents and audience.still, or let the user read their tables",
                failed);
    }

    private synchronized Cell cell(Connection connection, String from, String column) throws SQLException {
        var known = cells.get(from + ' ' + column);
        if (known != null) {
            return known;
        }
        try (var statement = connection.prepareStatement("SELECT " + column + " FROM " + from(from) + " WHERE 1 = 0");
                var none = statement.executeQuery()) {
            var cell = Cell.of(none.getMetaData(), 1, connection.getMetaData().getDatabaseProductName());
            cells.put(from + ' ' + column, cell);
            return cell;
        }
    }
}
