package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.HikariConfig;
import dev.hikyaku.ledger.Ledger;

/// How connections to a ledger are kept.
public final class Pool {
    private Pool() {}

    /// For this ledger.
    public static HikariConfig of(Ledger.Settings settings, Dialect dialect) {
        var pool = new HikariConfig();
        pool.setPoolName("ledger");
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
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
