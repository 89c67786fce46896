package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.servers.MariaDbServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MariaDbCrashTest extends CrashContract {
    private final String url = MariaDbServer.newDatabase();

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings(url, "root", "");
    }

    /// As when a database fails over: every connection breaks, and new ones are to be had.
    @Test
    void goesOnWhenTheLedgerWentAwayWhileItWasSending() {
        var killed = new AtomicInteger();
        var visits = new AtomicInteger();
        square.rehearsal = point -> {
            if (point == SendPoint.BEFORE_OUTCOME && visits.incrementAndGet() == 2) {
                killed.set(breakConnections());
            }
        };
        catchThrowable(() -> square.run("one"));
        assertThat(killed).hasPositiveValue();
        square.rehearsal = _ -> {};
        var books = square.run("one");
        CampaignContract.assertBalanced(books);
        assertThat(books.run().state()).isEqualTo(State.FINISHED);
        assertThat(books.unknown()).isLessThanOrEqualTo(50);
        assertThat(books.accepted() + books.unknown()).isEqualTo(USERS);
        assertThat(square.gateway.addresses()).doesNotHaveDuplicates();
    }

    private int breakConnections() {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            var others = new ArrayList<Long>();
            try (var rows = statement.executeQuery("SELECT id FROM information_schema.processlist"
                    + " WHERE db = DATABASE() AND id <> CONNECTION_ID()")) {
                while (rows.next()) {
                    others.add(rows.getLong(1));
                }
            }
            for (var other : others) {
                statement.execute("KILL " + other);
            }
            return others.size();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
