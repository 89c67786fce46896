package dev.hikyaku.simulators.push.fcm.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What went through the door of messages, and how slowly it answers.
public final class Traffic {
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder calls = new LongAdder();
    private volatile long latency;

    /// @param latency milliseconds that every answer takes
    public Traffic(long latency) {
        this.latency = latency;
    }

    void called() {
        calls.increment();
    }

    void answered(int status) {
        answers.computeIfAbsent(status, _ -> new LongAdder()).increment();
    }

    /// Calls that arrived whole, answered or not.
    public long calls() {
        return calls.sum();
    }

    /// HTTP status -> answers.
    public Map<Integer, Long> answers() {
        var counts = new TreeMap<Integer, Long>();
        answers.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    /// Milliseconds that every answer takes.
    public long latency() {
        return latency;
    }

    /// Changes how many milliseconds every answer takes.
    public void latency(long milliseconds) {
        latency = milliseconds;
    }
}
