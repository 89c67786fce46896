package dev.hikyaku.simulators.push.sns.publish;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// All accepted publishes; each takes about 300 bytes.
public final class Publishes {
    private final Queue<Publish> all = new ConcurrentLinkedQueue<>();

    /// Accepted publishes beyond the first of one text to one endpoint, by who made them.
    ///
    /// @param bySdk tries of a call whose first try was accepted
    /// @param byApplication further calls
    public record Duplicates(int bySdk, int byApplication) {}

    void add(Publish publish) {
        all.add(publish);
    }

    /// In the order of acceptance.
    public List<Publish> list() {
        return List.copyOf(all);
    }

    /// Who sent what twice.
    public Duplicates duplicates() {
        var copies = new HashMap<String, Integer>();
        var calls = new HashMap<String, Set<String>>();
        for (var publish : all) {
            var notification = publish.endpoint() + " " + publish.hash();
            copies.merge(notification, 1, Integer::sum);
            calls.computeIfAbsent(notification, _ -> new HashSet<>())
                    .add(publish.invocation().isEmpty() ? publish.id() : publish.invocation());
        }
        var bySdk = 0;
        var byApplication = 0;
        for (var notification : copies.entrySet()) {
            var distinct = calls.getOrDefault(notification.getKey(), Set.of()).size();
            bySdk += notification.getValue() - distinct;
            byApplication += distinct - 1;
        }
        return new Duplicates(bySdk, byApplication);
    }
}
