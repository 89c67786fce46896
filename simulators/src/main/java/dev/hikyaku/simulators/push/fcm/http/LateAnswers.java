package dev.hikyaku.simulators.push.fcm.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/// Answers that come later, no earlier than asked and at most two milliseconds after it. Those of the same moment
/// share a timer: one for each would be a good part of what a race measures.
final class LateAnswers {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(2);

    private final long begin = System.nanoTime();
    private final Map<Long, List<Runnable>> byTick = new ConcurrentHashMap<>();

    void after(long milliseconds, Scheduler scheduler, Runnable answer) {
        var due = System.nanoTime() - begin + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        byTick.compute(due / TICK + 1, (tick, some) -> {
            var all = some;
            if (all == null) {
                all = new ArrayList<>();
                var left = tick * TICK - (System.nanoTime() - begin);
                scheduler.schedule(() -> answer(tick), Math.max(0, left), TimeUnit.NANOSECONDS);
            }
            all.add(answer);
            return all;
        });
    }

    private void answer(long tick) {
        var all = byTick.remove(tick);
        if (all != null) {
            all.forEach(LateAnswers::answer);
        }
    }

    private static void answer(Runnable one) {
        try {
            one.run();
        } catch (RuntimeException broken) {
            System.getLogger("simulator").log(System.Logger.Level.ERROR, "an answer broke", broken);
        }
    }
}
