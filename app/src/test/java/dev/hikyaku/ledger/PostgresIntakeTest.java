package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.dialect.PostgreSql;
import dev.hikyaku.servers.PostgresServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresIntakeTest extends IntakeContract {
    private final String url = PostgresServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }

    @Test
    void looksEachIdUpByItselfThoughTheStatisticsKnowNothingOfTheSync() {
        var changes = IntStream.range(0, 5_000)
                .mapToObj(i -> new NewChange("k" + i, "{}", null, new Changes.Origin(null, null, "request-" + i, null)))
                .toList();
        ledger.changes().takeIn(SYNC, "http", changes);
        var dialect = new PostgreSql();
        assertThat(plan(dialect.knownRequests(), ids("request-"))).doesNotContain("Rows Removed by");
        assertThat(plan(dialect.lockRecords(), ids("k"))).doesNotContain("Rows Removed by");
    }

    private static List<String> ids(String prefix) {
        return IntStream.range(0, 200).mapToObj(i -> prefix + i * 25).toList();
    }

    private String plan(String sql, List<String> ids) {
        var lines = JdbcClient.create(new DriverManagerDataSource(url, "root", ""))
                .sql("EXPLAIN ANALYZE " + sql)
                .param("sync", SYNC)
                .param("ids", new PostgreSql().ids(ids))
                .query(String.class)
                .list();
        return String.join("\n", lines);
    }
}
