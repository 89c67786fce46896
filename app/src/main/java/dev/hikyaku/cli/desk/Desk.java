package dev.hikyaku.cli.desk;

import dev.hikyaku.ledger.delivery.story.DeliveryStory.Late;
import dev.hikyaku.ledger.tail.Tail;
import dev.hikyaku.push.forecast.Foreseen;
import dev.hikyaku.story.DeliveryLine;
import dev.hikyaku.story.Listed;
import dev.hikyaku.story.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whoever answers a verb: the ledger of the project in this folder, or another Hikyaku by its REST
/// interface. What they answer is printed by the same code, and is the same JSON.
///
/// A name that is not known is a [dev.hikyaku.cli.Trouble.NotFound]; what can't be asked at all is [Refused].
public sealed interface Desk extends AutoCloseable permits OwnDesk, FarDesk {

    /// Which changes or deliveries.
    ///
    /// @param name of the sync or campaign
    /// @param outcomes in the order in which they are wanted
    /// @param code or null for all
    record Wanted(
            String name, List<String> outcomes, @Nullable String code, int limit) {}

    /// What became of a user in a campaign.
    ///
    /// @param late answers that came too late to change anything, by delivery; from afar there are none
    /// @param now what a run would make of the user now; null when it is in the ledger already, and from afar
    record Explained(
            String campaign,
            String user,
            List<DeliveryLine> deliveries,
            Map<Long, List<Late>> late,
            @Nullable Foreseen now) {}

    /// Changes that travel again.
    ///
    /// @param resubmitted their keys; null where only their number is known
    record Resubmitted(String sync, @Nullable List<String> resubmitted, long changes) {}

    /// What was kept from being sent.
    ///
    /// @param skipped changes that ended
    /// @param open changes that have no outcome yet: they are on their way, or another process has the sync
    record Skipped(String sync, String key, long skipped, long open) {}

    /// Outcomes as they settle.
    interface Watching extends AutoCloseable {
        /// What came since the last look; the first learns where all stands.
        Tail.Look look();

        /// How long to wait between two looks.
        Duration every();

        @Override
        void close();
    }

    /// How a verb is to be typed so that it comes to the same desk.
    String command(String verb);

    /// Whether a campaign has this name.
    boolean isCampaign(String name);

    /// Where all stands.
    ///
    /// @param counted whether the books are counted, too: that reads every change there is
    Status status(boolean counted);

    /// The whole way of one record.
    Told trace(String sync, String key);

    /// Changes of a sync, the newest of each outcome first.
    List<Listed> changes(Wanted wanted);

    /// Deliveries of a campaign, the newest of each outcome first.
    List<DeliveryLine> deliveries(Wanted wanted);

    /// What became of a user.
    Explained explain(String campaign, String user);

    /// Lets rejected changes travel again.
    ///
    /// @param keys empty for all
    Resubmitted resubmit(String sync, List<String> keys, @Nullable String code);

    /// Lets nothing more of a sync be claimed.
    ///
    /// @return whether it was not held before
    boolean hold(String sync, String reason);

    /// Lets a sync that is held or paused go on.
    ///
    /// @return whether it was
    boolean resume(String sync);

    /// Lets what waits of a record end unsent.
    Skipped skip(String sync, String key, String reason);

    /// Begins to watch.
    ///
    /// @param names of syncs; `all` is every one
    Watching watch(List<String> names);

    @Override
    void close();
}
