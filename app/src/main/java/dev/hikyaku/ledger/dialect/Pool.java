package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.HikariConfig;
import org.jspecify.annotations.Nullable;

/// The connections of a ledger: few, at READ COMMITTED, and given up before a server does.
public final class Pool {
    private Pool() {}

    /// Its settings.
    ///
    /// @param url JDBC URL
    public static HikariConfig of(String url, String user, @Nullable String password, Dialect dialect) {
        var pool = new HikariConfig();
        pool.setPoolName("ledger");
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(6);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setIdleTimeout(60_000);
        pool.setMaxLifetime(300_000);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionInitSql(dialect.initSql());
        dialect.configure(pool);
        return pool;
    }
}
