package dev.hikyaku.intake.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.outbox.Change;
import dev.hikyaku.outbox.Outbox;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Many at once, on servers that have locks: those who write, and several processes that take out.
abstract class OutboxCrowdContract extends OutboxDoorContract {
    private static final int KEYS = 20;
    private static final int WRITERS = 4;
    private static final int TRANSACTIONS = 120;

    @Test
    void skipsWhatSomebodyStillWrites() throws SQLException {
        try (var slow = application.begin()) {
            Outbox.on(slow).write(named(1, "slow"));
            application.commit(transaction -> Outbox.on(transaction).write(named(2, "fast")));
            try (var door = application.door()) {
                assertThat(drain(door)).isEqualTo(1);
                slow.commit();
                assertThat(drain(door)).isEqualTo(1);
            }
        }
    }

    @Test
    void letsOneAtATimeTakeOutTheRowsOfASync() {
        application.commit(transaction -> Outbox.on(transaction).write(named(1, "one")));
        try (var first = application.door();
                var second = application.door()) {
            first.drain(contact(), changes -> {
                var elsewhere = second.drain(contact(), _ -> {
                    throw new AssertionError("two at once");
                });
                assertThat(elsewhere).isEqualTo(OutboxDoor.Drained.NOTHING);
                return taking().takeIn(changes);
            });
            assertThat(drain(second)).isZero();
        }
    }

    /// Each transaction counts a record up and wishes for what it became; some are rolled back, some break off.
    @Test
    void keepsTheOrderOfEachRecordThoughAllWorkAtOnce() throws Exception {
        application.sql("CREATE TABLE counters (id INT PRIMARY KEY, n INT NOT NULL)");
        for (var key = 0; key < KEYS; key++) {
            application.sql("INSERT INTO counters VALUES (" + key + ", 0)");
        }
        var written = new CountDownLatch(WRITERS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var seed = writer;
                all.add(threads.submit(() -> {
                    count(new Random(seed));
                    written.countDown();
                }));
            }
            takeOut(threads, all, written);
            for (var one : all) {
                one.get();
            }
        }
        assertThat(application.rows()).isEmpty();
        var counted = counters();
        assertThat(wishesByKey())
                .allSatisfy((key, wishes) -> assertThat(wishes)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, counted.get(key))
                                .boxed()
                                .toList()));
        assertThat(counted.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(100);
    }

    private void takeOut(ExecutorService threads, List<Future<?>> all, CountDownLatch written) {
        for (var process = 0; process < 3; process++) {
            var random = new Random(100 + process);
            all.add(threads.submit(() -> {
                while (written.getCount() > 0 || !application.rows().isEmpty()) {
                    try (var door = application.door()) {
                        door.drain(contact(), changes -> {
                            breakOff(random);
                            var receipts = taking().takeIn(changes);
                            breakOff(random);
                            return receipts;
                        });
                    } catch (BrokenOff expected) {
                        assertThat(expected).hasMessage("killed");
                    }
                }
            }));
        }
    }

    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOff() {
            super("killed");
        }
    }

    private static void breakOff(Random random) {
        if (random.nextInt(4) == 0) {
            throw new BrokenOff();
        }
    }

    private void count(Random random) {
        for (var round = 0; round < TRANSACTIONS; round++) {
            var key = random.nextInt(KEYS);
            try (var transaction = application.begin();
                    var statement = transaction.createStatement()) {
                // The record comes first: its lock puts the rows of the outbox in the order of its states.
                statement.execute("UPDATE counters SET n = n + 1 WHERE id = " + key);
                try (var found = statement.executeQuery("SELECT n FROM counters WHERE id = " + key)) {
                    found.next();
                    Outbox.on(transaction)
                            .write(Change.upsert("contact", "" + key, Map.of("last_name", found.getInt(1))));
                }
                if (random.nextInt(5) == 0) {
                    transaction.rollback();
                } else {
                    transaction.commit();
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private Map<String, Integer> counters() {
        var counters = new HashMap<String, Integer>();
        application.commit(connection -> {
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery("SELECT id, n FROM counters")) {
                while (found.next()) {
                    counters.put(found.getString(1), found.getInt(2));
                }
            }
        });
        return counters;
    }

    private Map<String, List<Integer>> wishesByKey() throws SQLException {
        var wishes = new HashMap<String, List<Integer>>();
        try (var connection = DriverManager.getConnection(ledgerSettings().url(), "root", "");
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT record_key, payload FROM hk_change ORDER BY version")) {
            while (found.next()) {
                var number = found.getString(2).replaceAll(".*\"last_name\":\"(\\d+)\".*", "$1");
                wishes.computeIfAbsent(found.getString(1), _ -> new ArrayList<>())
                        .add(Integer.valueOf(number));
            }
        }
        return wishes;
    }
}
