package dev.hikyaku.examples.shop;

import dev.hikyaku.outbox.Change;
import dev.hikyaku.outbox.Outbox;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/// Writes into the outbox, in the transaction that Spring has opened. This class is all that a Spring application
/// needs.
@Component
class Wishes {
    private final DataSource source;

    Wishes(DataSource source) {
        this.source = source;
    }

    /// Writes one change.
    ///
    /// @throws IllegalStateException outside a transaction
    void write(Change change) {
        // Inside a transaction this is the transaction's own connection.
        var connection = DataSourceUtils.getConnection(source);
        try {
            Outbox.on(connection).write(change);
        } catch (SQLException failed) {
            throw new IllegalStateException("the outbox did not take " + change.sync() + " " + change.key(), failed);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }
}
