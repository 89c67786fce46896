package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// Brings a ledger's tables to what this version wants.
public final class Tables {
    private Tables() {}

    /// Flyway takes half a second to start even when there is nothing to do, so it is asked only when there is.
    ///
    /// @param usual connections of every day; migrations get some of their own, that wait as long as it takes
    public static void migrate(HikariDataSource usual, Dialect dialect) {
        if (isCurrent(usual, dialect)) {
            return;
        }
        try (var patient = new HikariDataSource(Pool.patient(usual))) {
            migrateBy(patient, dialect);
        }
    }

    private static void migrateBy(DataSource dataSource, Dialect dialect) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/" + dialect.folder())
                .table("hk_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // In a transaction it would lie open as long as a migration takes, and the server ends those.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    /// Whether the newest migration was made.
    public static boolean isCurrent(DataSource dataSource, Dialect dialect) {
        try {
            var newest = new JdbcTemplate(dataSource).queryForObject(dialect.countNewestMigration(), Integer.class);
            return newest != null && newest > 0;
        } catch (DataAccessException noHistoryYet) {
            return false;
        }
    }
}
