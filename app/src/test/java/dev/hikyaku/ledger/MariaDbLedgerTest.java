package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.servers.MariaDbServer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MariaDbLedgerTest extends LedgerContract {
    private static final int RECORDS = 30_000;
    private static final int CHANGES = 3_000;

    private final String url = MariaDbServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }

    /// With millions of records the optimizer would read them all for a page of changes; with few it does not,
    /// so that the next test alone would not show it.
    @Test
    void turnsNoExistsIntoIn() {
        var switches = JdbcClient.create(ledger.dataSource())
                .sql("SELECT @@SESSION.optimizer_switch")
                .query(String.class)
                .single();
        assertThat(switches.split(",")).contains("exists_to_in=off");
    }

    /// Whatever the optimizer makes of it: a page of changes that wait for their parents is no reason to read
    /// all records.
    @Test
    void readsNoMoreRecordsThanAPageOfChangesWaitsFor() {
        takeIn(IntStream.range(0, CHANGES).mapToObj(key -> "c" + key).toArray(String[]::new));
        var sql = JdbcClient.create(ledger.dataSource());
        sql.sql("INSERT INTO hk_record (sync, record_key, version, operation, accepted_version, remote_id)"
                        + " SELECT 'parent', seq, 1, 'upsert', 1, seq FROM seq_1_to_" + RECORDS)
                .update();
        sql.sql("UPDATE hk_change SET held_sync = 'parent', held_key = 1 + id % 997")
                .update();
        var before = Reads.of(sql);
        assertThat(waiting()).hasSize(1_000);
        var after = Reads.of(sql);
        assertThat(after.connection()).isEqualTo(before.connection());
        assertThat(after.rows() - before.rows()).isLessThan(RECORDS / 3);
    }

    /// What a connection has read so far.
    private record Reads(long connection, long rows) {
        static Reads of(JdbcClient sql) {
            return sql.sql("SELECT CONNECTION_ID(), SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS"
                            + " WHERE VARIABLE_NAME LIKE 'HANDLER\\_READ\\_%'")
                    .query((rs, _) -> new Reads(rs.getLong(1), rs.getLong(2)))
                    .single();
        }
    }
}
