package dev.hikyaku.examples.shop;

import dev.hikyaku.outbox.Dialect;
import dev.hikyaku.outbox.Outbox;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.LinkedHashMap;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The same shop by plain JDBC: it opens in a fraction of a second, so that it can be killed a thousand times.
final class PlainShop {
    private static final int CUSTOMERS = 40;

    private final Connection connection;
    private final Random random = new Random();

    private PlainShop(Connection connection) {
        this.connection = connection;
    }

    /// Customers come in until the process ends: `JDBC-URL VISITORS`.
    public static void main(String[] args) throws SQLException {
        Thread.setDefaultUncaughtExceptionHandler((_, broken) -> {
            broken.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        for (var visitor = 0; visitor < Integer.parseInt(args[1]); visitor++) {
            var shop = new PlainShop(DriverManager.getConnection(args[0], "root", ""));
            shop.connection.setAutoCommit(false);
            Thread.ofPlatform().start(shop::visit);
        }
        System.out.println("the shop is open");
    }

    /// Makes the tables, as the shop's own start does.
    static void makeTables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id BIGINT PRIMARY KEY, name VARCHAR(80) NOT NULL,"
                    + " mail VARCHAR(80), gone BOOLEAN NOT NULL, state BIGINT NOT NULL)");
            for (var one : Outbox.ddl(Dialect.of(connection))) {
                statement.execute(one);
            }
        }
    }

    private void visit() {
        while (true) {
            try {
                act(random.nextInt(CUSTOMERS));
            } catch (SQLTransactionRollbackException deadlock) {
                rollBack();
            } catch (SQLException broken) {
                if (!"23000".equals(broken.getSQLState())) {
                    throw new IllegalStateException(broken);
                }
                // Two visitors registered the same customer.
                rollBack();
            }
        }
    }

    private void act(long id) throws SQLException {
        switch (random.nextInt(5)) {
            case 0 -> leave(id);
            case 1 -> {
                register(id, "Nobody", null);
                connection.rollback();
                return;
            }
            default -> register(id, "客 " + random.nextInt(1_000), random.nextBoolean() ? "a@example.com" : null);
        }
        connection.commit();
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void register(long id, String name, @Nullable String mail) throws SQLException {
        var known = update(
                "UPDATE customers SET name = ?, mail = ?, gone = FALSE, state = state + 1 WHERE id = ?",
                name,
                mail,
                id);
        if (known == 0) {
            update("INSERT INTO customers (name, mail, id, gone, state) VALUES (?, ?, ?, FALSE, 1)", name, mail, id);
        }
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", id);
        row.put("name", name);
        row.put("mail", mail);
        Outbox.on(connection).upsert("customer", String.valueOf(id), row);
    }

    private void leave(long id) throws SQLException {
        if (update("UPDATE customers SET gone = TRUE, state = state + 1 WHERE id = ?", id) > 0) {
            Outbox.on(connection).delete("customer", String.valueOf(id));
        }
    }

    private int update(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            return statement.executeUpdate();
        }
    }
}
