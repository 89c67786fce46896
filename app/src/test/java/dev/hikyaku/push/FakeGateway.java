package dev.hikyaku.push;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider in memory with phones: it answers by script, and remembers what each phone got.
final class FakeGateway implements Gateway {
    private final String name;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, List<Answer>> scripts = new HashMap<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Answer otherwise = FakeGateway::accepted;
    private volatile Answer judging = FakeGateway::accepted;
    private volatile Duration latency = Duration.ZERO;

    FakeGateway(String name) {
        this.name = name;
    }

    /// What a call is answered.
    interface Answer {
        Outcome to(Sent sent);
    }

    /// One call.
    record Sent(String address, String tag, String title, String body, Duration ttl) {}

    static Outcome accepted(Sent sent) {
        return new Outcome.Accepted("m/" + sent.tag(), null);
    }

    static Outcome unknown(Sent sent) {
        return new Outcome.Unknown("TIMEOUT", "no answer within 10 s");
    }

    static Outcome gone(Sent sent) {
        return new Outcome.Rejected("UNREGISTERED", "the app was uninstalled", Outcome.Blame.DEVICE);
    }

    static Outcome.NotNow notNow(Duration after, boolean whole) {
        return new Outcome.NotNow("QUOTA_EXCEEDED", "too many", after, whole);
    }

    /// Answers calls to an address in this order; later ones as all others.
    void script(String address, Answer... answers) {
        synchronized (sent) {
            scripts.put(address, new ArrayList<>(List.of(answers)));
        }
    }

    /// Answers all other calls like this.
    void otherwise(Answer answer) {
        otherwise = answer;
    }

    /// Answers like this who only wants to know.
    void judging(Answer answer) {
        judging = answer;
    }

    void latency(Duration time) {
        latency = time;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome send(Notification notification, Address address) {
        var one = new Sent(
                address.text(), notification.tag(), notification.title(), notification.body(), notification.ttl());
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            if (latency.isPositive()) {
                Thread.sleep(latency);
            }
            Answer answer = otherwise;
            synchronized (sent) {
                sent.add(one);
                var script = scripts.getOrDefault(one.address(), List.of());
                if (!script.isEmpty()) {
                    answer = script.removeFirst();
                }
            }
            return answer.to(one);
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        } finally {
            now.decrementAndGet();
        }
    }

    @Override
    public Outcome check(Notification notification, Address address) {
        return judging.to(new Sent(
                address.text(), notification.tag(), notification.title(), notification.body(), notification.ttl()));
    }

    @Override
    public void close() {}

    List<Sent> sent() {
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    List<String> addresses() {
        return sent().stream().map(Sent::address).sorted().toList();
    }

    int mostAtOnce() {
        return most.get();
    }
}
