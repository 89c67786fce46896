package dev.hikyaku.run.campaign;

import dev.hikyaku.push.SendPoint;
import dev.hikyaku.sync.Failpoint;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Where a crash of a campaign can be rehearsed: the same switch as that of the syncs ([Failpoint]).
public final class SendFailpoints {
    private SendFailpoints() {}

    /// The names that users write.
    public static List<String> words() {
        return Arrays.stream(SendPoint.values()).map(SendPoint::word).toList();
    }

    /// Crashes the process where it was started to crash; does nothing when it was not.
    static Consumer<SendPoint> rehearsal() {
        return Failpoint.isAnySet() ? point -> Failpoint.reached(point.word()) : _ -> {};
    }
}
