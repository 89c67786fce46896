package dev.hikyaku.ledger.people;

import dev.hikyaku.ledger.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2PeopleTest extends PeopleContract {
    @TempDir
    private Path folder;

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "");
    }
}
