package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2LeaseTest extends LeaseContract {
    @TempDir
    private Path folder;

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "");
    }

    @Test
    void tellsALedgerThatClosedFromOneThatRefuses() throws SQLException {
        try (var one = DriverManager.getConnection("jdbc:h2:mem:closing");
                var other = DriverManager.getConnection("jdbc:h2:mem:closing");
                var asking = one.createStatement();
                var closing = other.createStatement()) {
            var refused = catchThrowableOfType(SQLException.class, () -> asking.execute("SELECT no_such_column"));
            closing.execute("SHUTDOWN IMMEDIATELY");
            var closed = catchThrowableOfType(SQLException.class, () -> asking.execute("SELECT 1"));
            assertThat(Leases.areClosed(refused)).isFalse();
            assertThat(Leases.areClosed(new IllegalStateException("no lease", closed)))
                    .isTrue();
        }
    }
}
