package dev.hikyaku.ledger.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.ChangeList.Filter;
import dev.hikyaku.ledger.view.ChangeList.State;
import dev.hikyaku.servers.MariaDbServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// No page reads a part of the ledger that grows with it. Counted by MariaDB's handlers, not by a clock; statistics
/// are as wrong as they are right after a first load.
class RowsReadTest {
    private static final int CHANGES = 60_000;
    private static final List<String> SYNCS = List.of("contact", "account");
    private static final String COUNTED =
            "SELECT SUM(variable_value) FROM information_schema.global_status WHERE variable_name LIKE 'HANDLER_READ%'";

    private static Ledger ledger;
    private static JdbcClient sql;

    @BeforeAll
    static void fill() {
        ledger = Ledger.open(new Ledger.Settings(MariaDbServer.newDatabase(), "root", ""));
        sql = JdbcClient.create(ledger.dataSource());
        var rows = " FROM seq_1_to_" + CHANGES;
        sql.sql(
                        "INSERT INTO hk_change (id, sync, record_key, version, operation, state, outcome, code, reason, attempts,"
                                + " taken_in_at, settled_at) SELECT 10000 + seq, 'contact', CONCAT('K', seq), 1, 'upsert', 'settled',"
                                + " CASE WHEN seq MOD 10 = 0 THEN 'rejected' ELSE 'accepted' END,"
                                + " CASE WHEN seq MOD 10 = 0 THEN CONCAT('CODE_', seq MOD 40) END, 'bad [A]', 0,"
                                + " LOCALTIMESTAMP(6), LOCALTIMESTAMP(6)" + rows)
                .update();
        sql.sql(
                        "INSERT INTO hk_record (sync, record_key, version, operation, accepted_version, troubled) SELECT 'contact',"
                                + " CONCAT('K', seq), 1, 'upsert', 1, seq MOD 10 = 0" + rows)
                .update();
        sql.sql("INSERT INTO hk_problem (sync, record_key, code, cause, reason, at) SELECT 'contact', CONCAT('K', seq),"
                        + " CONCAT('CODE_', seq MOD 40), CONCAT('CODE_', seq MOD 40, ' A'), 'bad [A]', LOCALTIMESTAMP(6)"
                        + rows + " WHERE seq MOD 10 = 0")
                .update();
        sql.sql("INSERT INTO hk_intake (id, sync, door, taken_in, at) VALUES (1, 'contact', 'scan', 60000, NOW())")
                .update();
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    private static long counted() {
        return sql.sql(COUNTED).query(Long.class).single();
    }

    private static long readBy(Runnable question) {
        var before = counted();
        var own = counted() - before;
        question.run();
        return counted() - before - 2 * own;
    }

    private static void list(Filter filter) {
        ledger.view().changes().page(filter, SYNCS, Page.Wanted.first(50));
    }

    private static Map<String, Long> read(Map<String, Runnable> questions) {
        var read = new TreeMap<String, Long>();
        questions.forEach((name, question) -> {
            question.run();
            read.put(name, readBy(question));
        });
        return read;
    }

    @Test
    void whatIsAmongTheNewestIsFoundAmongThem() {
        var read = read(Map.of(
                "overview", () -> ledger.view().syncs().now(SYNCS),
                "rejected", () -> ledger.view().problems().open("contact"),
                "all", () -> list(Filter.ALL),
                "rejections", () -> list(new Filter(null, State.REJECTED, null, null)),
                "accepted", () -> list(new Filter("contact", State.ACCEPTED, null, null)),
                "of a code", () -> list(new Filter(null, State.REJECTED, "CODE_10", null)),
                "waiting of a code", () -> list(new Filter(null, State.WAITING, "HK3007", null)),
                "sent", () -> list(new Filter(null, State.SENT, null, null)),
                "keys", () -> list(new Filter("contact", null, null, "K1")),
                "search", () -> ledger.view().search().find("K500", SYNCS)));
        assertThat(read).allSatisfy((name, rows) -> assertThat(rows).as(name).isLessThan(3_500));
    }

    @Test
    void rowsThatLieAnywhereAreReadByThousandsOnly() {
        var read = read(Map.of(
                "keys, rejected", () -> list(new Filter("contact", State.SUPERSEDED, null, "K")),
                "claimed", () -> list(new Filter(null, State.CLAIMED, null, null))));
        assertThat(read).allSatisfy((name, rows) -> assertThat(rows).as(name).isLessThan(9_000));
    }

    @Test
    void problemsAreReadFromTheirIndexAndNotFromTheLedger() {
        var read = readBy(() -> assertThat(ledger.view().problems().groups(ProblemList.Filter.ALL, SYNCS))
                .hasSize(4));
        // Counted, grouped, and once more through a table of the server's own.
        assertThat(read).as("6,000 are open").isLessThan(3 * 6_000 + 1_000);
    }
}
