package dev.hikyaku.cli.desk;

/// Whoever answers a verb: the ledger of the project in this folder, or another Hikyaku by its REST interface. What they
/// answer is printed by the same code.
public sealed interface Desk extends AutoCloseable permits OwnDesk {
    /// How a verb is to be typed so that it comes to the same desk.
    String command(String verb);

    /// Where all stands.
    ///
    /// @param counted whether the books are counted, too: that reads every change there is
    Status status(boolean counted);

    @Override
    void close();
}
