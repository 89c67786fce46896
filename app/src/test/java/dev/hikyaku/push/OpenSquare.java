package dev.hikyaku.push;

import dev.hikyaku.ledger.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A square with a ledger wherever the subclass says, for the contracts.
abstract class OpenSquare {
    @TempDir
    Path folder;

    Square square;

    abstract Ledger.Settings settings();

    @BeforeEach
    void open() {
        square = new Square(folder, settings());
    }

    @AfterEach
    void close() {
        square.close();
    }
}
