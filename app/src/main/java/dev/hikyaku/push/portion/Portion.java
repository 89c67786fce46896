package dev.hikyaku.push.portion;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.ledger.delivery.story.Unfinished;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The deliveries of a run that one process sends.
public sealed interface Portion permits WholeRun, OnePart {
    /// The right to write for them.
    Fence fence();

    /// Their run, as it stood when they were taken up.
    CampaignRun run();

    /// How often sending them began and did not end.
    Unfinished unfinished();

    /// Deals with those that a dead process left on the wire.
    ///
    /// @param most calls for one delivery at most: those that had fewer go again, of the others nobody knows
    /// what became
    void recover(int most);

    /// Whether nobody else sends any of the run.
    boolean isWhole();

    /// Some that are due.
    Owed.Page page(int limit);

    /// How long until the next one is due; zero when one is, empty when none waits.
    Optional<Duration> untilNext();

    /// The time of the run is over: nothing of it is sent any more.
    void expire();

    /// Whether others send the rest once the first rows went well.
    boolean endsWithCanary();

    /// How long to wait for those that are not due yet.
    Duration patience(Duration usual);

    /// What tells its sender from all others.
    long sender();

    /// What its senders have in common, and stay below together; null for the only one.
    @Nullable
    String group();

    /// Nothing of it is due or on the wire any more.
    ///
    /// @return the run as it stands then
    CampaignRun end();
}
