package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.HikariConfig;
import dev.hikyaku.ledger.Ledger;

/// How connections to a ledger are kept.
public final class Pool {
    /// How long both drivers wait for an answer.
    static final String SILENCE = "socketTimeout";

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

    /// To the same database, for whoever makes its tables: that may take as long as it likes without an answer,
    /// and cut off it would begin again at the next start, for ever. A server that is gone is noticed by its
    /// silence below.
    static HikariConfig patient(HikariConfig usual) {
        var pool = new HikariConfig();
        pool.setPoolName(usual.getPoolName() + "-tables");
        pool.setJdbcUrl(usual.getJdbcUrl());
        pool.setUsername(usual.getUsername());
        pool.setPassword(usual.getPassword());
        pool.setMaximumPoolSize(usual.getMaximumPoolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(usual.getConnectionTimeout());
        pool.setTransactionIsolation(usual.getTransactionIsolation());
        pool.setConnectionInitSql(usual.getConnectionInitSql());
        usual.getDataSourceProperties().forEach((name, value) -> pool.addDataSourceProperty(name.toString(), value));
        if (pool.getDataSourceProperties().containsKey(SILENCE)) {
            pool.addDataSourceProperty(SILENCE, "0");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return pool;
    }
}
