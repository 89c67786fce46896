package dev.hikyaku.run;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.Books.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run came to.
///
/// @param run its key
/// @param exitCode documented code for the shell: 0 all accounted, 10 done with rejected records, ...
/// @param problems what stopped the run or one of its syncs; empty when nothing did
/// @param stages what each stage handled and how long it took, in the order they first ran
public record Report(String run, int exitCode, List<SyncReport> syncs, List<String> problems, List<Stage> stages) {

    /// Exit codes; the same table stands in the README.
    public static final int BUG = 1;

    public static final int USAGE = 2;
    public static final int MANIFEST = 3;
    public static final int UNREACHABLE = 4;
    public static final int REJECTED = 10;
    public static final int HELD = 11;
    public static final int GUARD = 12;
    public static final int DRIFT = 20;
    public static final int SOMETHING_TO_DO = 20;
    public static final int INTERRUPTED = 130;
    public static final int STOPPED = 143;

    /// The books of one sync.
    ///
    /// @param scanned rows compared, or null when this run did not scan
    /// @param whyWaiting reasons of what waits
    public record SyncReport(Balance books, @Nullable Long scanned, List<Reason> whyWaiting) {}

    /// One stage of one sync.
    public record Stage(String sync, String stage, long rows, long millis) {}

    /// Anything but 0 is a fault of Hikyaku.
    public long unaccounted() {
        return syncs.stream().mapToLong(sync -> sync.books().unaccounted()).sum();
    }
}
