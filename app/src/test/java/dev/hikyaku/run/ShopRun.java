package dev.hikyaku.run;

import dev.hikyaku.ledger.Books.Balance;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A shop for each test, and a ledger wherever the subclass says: real databases, the real protocol.
public abstract class ShopRun {
    @TempDir
    protected Path folder;

    protected Shop shop;

    /// JDBC URL of the ledger of this test.
    protected abstract String ledgerUrl();

    @BeforeEach
    public void open() {
        shop = new Shop(folder, ledgerUrl());
    }

    @AfterEach
    public void close() {
        shop.close();
    }

    public void threeTiers() {
        shop.sql(
                "INSERT INTO companies VALUES (1, 'みどり商事', '03-0000-0001'), (2, 'Blue, \"Inc\"', NULL)",
                "INSERT INTO people VALUES (1, '佐藤', 1, 3), (2, 'Smith', 2, 1), (3, '鈴木', 1, NULL)");
    }

    public static Balance books(Report report, String sync) {
        return report.syncs().stream()
                .map(Report.SyncReport::books)
                .filter(books -> books.sync().equals(sync))
                .findFirst()
                .orElseThrow();
    }
}
