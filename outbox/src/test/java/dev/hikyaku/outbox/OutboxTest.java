package dev.hikyaku.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (var one : Outbox.ddl(Dialect.of(connection))) {
                statement.execute(one);
            }
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private List<String> rows() throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT sync, body FROM hk_outbox ORDER BY id")) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2));
            }
        }
        return rows;
    }

    @Test
    void writesIntoTheOpenTransaction() throws SQLException {
        var outbox = Outbox.on(connection);
        outbox.upsert("contact", "1", Map.of("id", 1));
        connection.commit();
        outbox.delete("contact", "2");
        connection.rollback();
        assertThat(rows()).containsExactly("contact {\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"id\":1}}");
    }

    @Test
    void writesManyInTheirOrder() throws SQLException {
        var changes = IntStream.range(0, 2_500)
                .mapToObj(at -> {
                    var change = Change.delete("contact", String.valueOf(at));
                    return at % 5 == 0 ? change.withRequestId("r" + at) : change;
                })
                .toList();
        Outbox.on(connection).writeAll(changes);
        assertThat(rows())
                .containsExactlyElementsOf(changes.stream()
                        .map(change -> "contact " + Outbox.body(change))
                        .toList());
    }

    @Test
    void writesARequestIdOnce() throws SQLException {
        var change = Change.delete("contact", "1").withRequestId("order-8");
        Outbox.on(connection).writeAll(List.of(change, change));
        Outbox.on(connection).write(change);
        assertThat(rows()).hasSize(1);
        Outbox.on(connection).write(Change.delete("account", "1").withRequestId("order-8"));
        assertThat(rows()).hasSize(2);
    }

    @Test
    void givesEveryRowARequestIdOfItsOwn() throws SQLException {
        Outbox.on(connection).writeAll(List.of(Change.delete("contact", "1"), Change.delete("contact", "1")));
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT COUNT(DISTINCT request_id), MIN(LENGTH(request_id)) FROM hk_outbox")) {
            found.next();
            assertThat(found.getInt(1)).isEqualTo(2);
            assertThat(found.getInt(2)).isEqualTo(36);
        }
    }

    @Test
    void writesNothingWhenOneOfManyIsRefused() throws SQLException {
        var bad = Change.upsert("contact", "2", Map.of("name", Double.NaN));
        var outbox = Outbox.on(connection);
        assertThatThrownBy(() -> outbox.writeAll(List.of(Change.delete("contact", "1"), bad)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rows()).isEmpty();
    }

    @Test
    void wantsAnOpenTransaction() throws SQLException {
        connection.setAutoCommit(true);
        assertThatThrownBy(() -> Outbox.on(connection))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("found a connection in auto-commit mode, wanted an open transaction;"
                        + " call setAutoCommit(false), or write inside the transaction of your framework");
    }

    @Test
    void refusesWhatNoDoorWouldTake() {
        assertThatThrownBy(() -> Change.delete("contact", ""))
                .hasMessage("change of contact: found a key that no door takes, wanted 1 to 255 characters,"
                        + " none of them a control character, no blank at either end");
        assertThatThrownBy(() -> Change.delete("contact", "x".repeat(256)))
                .hasMessage("change of contact: found a key that no door takes, wanted 1 to 255 characters,"
                        + " none of them a control character, no blank at either end");
        assertThatThrownBy(() -> Change.delete("", "1"))
                .hasMessage("found a sync name of 0, wanted 1 to 64 characters");
        assertThatThrownBy(() -> Change.delete("contact", "1").withVersion(0))
                .hasMessage("change of contact 1: found version 0, wanted a positive number");
        assertThatThrownBy(() -> Change.delete("contact", "1").withRequestId("order 8"))
                .hasMessage("change of contact 1: found a request id that no door takes,"
                        + " wanted 1 to 200 visible ASCII characters");
    }

    @Test
    void keepsARowAsItWasWhenItWasGiven() {
        var row = new HashMap<String, Object>(Map.of("id", 1));
        var change = Change.upsert("contact", "1", row);
        row.put("id", 2);
        assertThat(change.row()).isEqualTo(Map.of("id", 1));
    }
}
