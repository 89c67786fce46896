package dev.hikyaku.push.phones;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Registrations;
import dev.hikyaku.intake.Registrations.Registration;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.push.pace.PaceClock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnersTest {
    private static final List<String> ALL = List.of("own", "Shared", "later");

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final Sundial clock = new Sundial();
    private Connection connection;
    private ApplicationDatabase application;
    private Registrations registrations;

    private static final class Sundial implements PaceClock {
        private long nanos = Long.MIN_VALUE / 2;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public void sleep(Duration time) {
            nanos += time.toNanos();
        }
    }

    @BeforeEach
    void registersThreeDevices() throws SQLException {
        connection = DriverManager.getConnection(url);
        execute("CREATE TABLE devices (user_id BIGINT NOT NULL, token VARCHAR_IGNORECASE(200))");
        execute("INSERT INTO devices VALUES (1, 'own'), (1, 'own'), (2, 'Shared'), (3, 'Shared'), (4, 'shared'),"
                + " (5, 'later'), (6, NULL), (7, NULL)");
        application = ApplicationDatabase.open(new ApplicationDatabase.Settings(url, null, null));
        registrations = new Registrations(
                application, new Push.Devices("devices", "user_id", "token", null, null, null, null, null, null));
    }

    @AfterEach
    void closes() throws SQLException {
        application.close();
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void ofFewRecipientsAsksForEveryAddress() {
        assertThat(new Owners(registrations, 1_000, clock).of(ALL))
                .containsOnlyKeys("own", "Shared", "shared", "later");
    }

    @Test
    void ofManyAsksOnlyForWhatSeveralUsersHave() {
        var owners = new Owners(registrations, 1_001, clock).of(ALL);
        assertThat(owners).containsOnlyKeys("Shared", "shared");
        assertThat(owners.get("Shared")).extracting(Registration::user).containsExactlyInAnyOrder("2", "3");
    }

    @Test
    void looksAgainAfterHalfAMinute() throws SQLException {
        var owners = new Owners(registrations, 1_001, clock);
        assertThat(owners.of(ALL)).doesNotContainKey("later");
        execute("INSERT INTO devices VALUES (8, 'later')");
        clock.sleep(Duration.ofSeconds(29));
        assertThat(owners.of(ALL)).doesNotContainKey("later");
        clock.sleep(Duration.ofSeconds(1));
        assertThat(owners.of(ALL).get("later")).extracting(Registration::user).containsExactlyInAnyOrder("5", "8");
    }
}
