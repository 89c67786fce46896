package dev.hikyaku.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2ViewTest extends ViewContract {
    @TempDir
    private Path folder;

    @Override
    Ledger.Settings settings() {
        return new Ledger.Settings("jdbc:h2:file:" + folder.resolve("ledger"), "hikyaku", "");
    }
}
