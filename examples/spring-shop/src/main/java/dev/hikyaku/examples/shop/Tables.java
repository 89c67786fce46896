package dev.hikyaku.examples.shop;

import dev.hikyaku.outbox.Dialect;
import dev.hikyaku.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/// Makes the tables at the first start. A real application puts the same statements into its migrations.
@Component
class Tables implements InitializingBean {
    private final DataSource source;

    Tables(DataSource source) {
        this.source = source;
    }

    @Override
    public void afterPropertiesSet() throws SQLException {
        try (var connection = source.getConnection()) {
            if (isMissing(connection, "customers")) {
                execute(
                        connection,
                        "CREATE TABLE customers (id BIGINT PRIMARY KEY, name VARCHAR(80) NOT NULL,"
                                + " mail VARCHAR(80), gone BOOLEAN NOT NULL, state BIGINT NOT NULL)");
            }
            if (isMissing(connection, "hk_outbox")) {
                for (var statement : Outbox.ddl(Dialect.of(connection))) {
                    execute(connection, statement);
                }
            }
        }
    }

    private static boolean isMissing(Connection connection, String table) throws SQLException {
        var meta = connection.getMetaData();
        var name = meta.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        try (var found = meta.getTables(connection.getCatalog(), null, name, null)) {
            return !found.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
