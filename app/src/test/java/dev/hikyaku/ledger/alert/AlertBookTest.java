package dev.hikyaku.ledger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.servers.MariaDbServer;
import dev.hikyaku.servers.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Of many services that see a cause, one tells it; on each database.
class AlertBookTest {
    private static final Duration AGAIN = Duration.ofHours(1);

    private static Ledger open(String database) {
        return Ledger.open(
                switch (database) {
                    case "mariadb" -> new Ledger.Settings(MariaDbServer.newDatabase(), "root", "");
                    case "postgres" -> new Ledger.Settings(PostgresServer.newDatabase(), "root", "");
                    default -> new Ledger.Settings("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "mariadb", "postgres"})
    void oneOfManyTellsACauseAndNotAgainBeforeItsTime(String database) throws Exception {
        try (var ledger = open(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> telling =
                    () -> ledger.alerts().tell("contact oldest", AGAIN).isPresent() ? 1 : 0;
            var told = 0;
            for (var one : threads.invokeAll(List.of(telling, telling, telling, telling))) {
                told += one.get();
            }
            assertThat(told).isEqualTo(1);
            var book = ledger.alerts();
            assertThat(book.tell("contact oldest", AGAIN)).isEmpty();
            var again = book.tell("contact oldest", Duration.ZERO).orElseThrow();
            assertThat(again.tellings()).isEqualTo(2);
            assertThat(book.open()).containsExactly("contact oldest");
            assertThat(book.end("contact oldest")).isTrue();
            assertThat(book.end("contact oldest")).as("by one alone").isFalse();
            assertThat(book.open()).isEmpty();
            assertThat(book.tell("contact oldest", AGAIN)).as("it cools down").isEmpty();
            assertThat(book.open()).as("but it is there again").containsExactly("contact oldest");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "mariadb", "postgres"})
    void whatCouldNotBeToldIsToldAtTheNextLook(String database) {
        try (var ledger = open(database)) {
            var book = ledger.alerts();
            assertThat(book.tell("a", AGAIN)).isPresent();
            book.untold("a");
            assertThat(book.tell("a", AGAIN)).isPresent();
            assertThat(book.tell("a", Duration.ZERO)).isPresent();
            book.untold("a");
            assertThat(book.tell("a", AGAIN).orElseThrow().tellings()).isEqualTo(2);
            assertThat(book.tellOnce("event")).isPresent();
            assertThat(book.tellOnce("event")).isEmpty();
            book.untold("event");
            assertThat(book.tellOnce("event")).isPresent();
            assertThat(book.open()).as("an event is over").containsExactly("a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "mariadb", "postgres"})
    void looksAtWhatThereIsToTell(String database) {
        try (var ledger = open(database)) {
            assertThat(ledger.alerts().oldest("contact")).isEmpty();
            assertThat(ledger.alerts().recent("contact", AGAIN)).isEqualTo(new AlertBook.Recent(0, 0, null));
            assertThat(ledger.interventions().hold("contact", "why")).isTrue();
            assertThat(ledger.interventions().hold("contact", "why")).isFalse();
            assertThat(ledger.interventions().held().getFirst().reason()).isEqualTo("why");
            assertThat(ledger.interventions().resume("contact")).isTrue();
            assertThat(ledger.interventions().skip("contact", "42", "why")).isZero();
            assertThat(ledger.vitals().ahead().abs()).isLessThan(Duration.ofSeconds(10));
        }
    }
}
