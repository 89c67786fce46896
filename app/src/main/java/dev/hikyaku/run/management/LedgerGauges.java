package dev.hikyaku.run.management;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.standing.Audit;
import dev.hikyaku.ledger.standing.Standing;
import dev.hikyaku.metrics.Metric;
import dev.hikyaku.metrics.log.LogEvent;
import dev.hikyaku.run.Alarm;
import dev.hikyaku.run.schedule.Alarms;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Reads gauges from the ledger, aside: whoever asks for metrics never waits for a database, and however often
/// they are asked for, the ledger spends at most a tenth of its time on them: a twentieth on counts of what is
/// open, which take the longer the more there is, and a twentieth on all others, which don't wait for those.
final class LedgerGauges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerGauges.class);
    private static final Duration SHORTEST_REST = Duration.ofSeconds(5);
    private static final int SHARE = 20;

    private final Ledger ledger;
    private final List<String> syncs;
    private final Standing standing;
    private final Audit audit;
    private final Seldom deliveries;
    private final Map<String, Seldom> backlogs = new HashMap<>();
    private final Set<String> toldUnaccounted = new HashSet<>();
    private final Thread thread;
    private volatile Reading newest = new Reading(List.of(), Map.of(), Map.of(), false);

    /// What operators are told besides numbers.
    ///
    /// @param paused leases of what nobody may run
    /// @param missed scheduled runs of the last day that never came, by name
    /// @param unaccounted changes that are missing, by sync
    /// @param loginRefused whether Salesforce does not let us in
    record Reading(List<String> paused, Map<String, Long> missed, Map<String, Long> unaccounted, boolean loginRefused) {
        Reading {
            paused = List.copyOf(paused);
            missed = Map.copyOf(missed);
            unaccounted = Map.copyOf(unaccounted);
        }
    }

    /// Begins to read.
    LedgerGauges(Ledger ledger, List<String> syncs) {
        this.ledger = ledger;
        this.syncs = List.copyOf(syncs);
        standing = ledger.standing();
        audit = standing.audit();
        var share = SHARE * (this.syncs.size() + 1);
        deliveries = new Seldom(share);
        this.syncs.forEach(sync -> backlogs.put(sync, new Seldom(share)));
        thread = Thread.ofVirtual().name("gauges").start(this::watch);
    }

    Reading newest() {
        return newest;
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            var begun = System.nanoTime();
            try {
                count();
                begun = System.nanoTime();
                newest = read();
                Metric.LEDGER_UP.set(ledger.canWrite() ? 1 : 0);
            } catch (DataAccessException | TransactionException away) {
                // The last values stay; that they are old is what this one says.
                Metric.LEDGER_UP.set(0);
                LOG.debug("gauges could not be read, tried again in a moment: {}", away.getMessage());
            }
            var rest = Duration.ofNanos((System.nanoTime() - begun) * SHARE);
            try {
                Thread.sleep(rest.compareTo(SHORTEST_REST) > 0 ? rest : SHORTEST_REST);
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    private void count() {
        backlogs.forEach((sync, seldom) -> seldom.run(() -> backlog(sync)));
        deliveries.run(this::owed);
    }

    private void owed() {
        var owed = standing.owed();
        owed.forEach(one -> Metric.DELIVERY_BACKLOG.set(one.deliveries(), one.campaign(), one.state()));
        Metric.DELIVERY_BACKLOG.keepOnly(
                owed.stream().map(one -> List.of(one.campaign(), one.state())).toList());
    }

    private Reading read() {
        Metric.LEASE_EXPIRED.set(standing.expiredLeases());
        var paused = standing.paused();
        paused.forEach(lease -> Metric.PAUSED.set(1, lease));
        Metric.PAUSED.keepOnly(paused.stream().map(List::of).toList());
        var missed = standing.missed(Alarms.MISSED);
        missed.forEach((run, count) -> Metric.SCHEDULE_MISSED_TODAY.set(count, run));
        Metric.SCHEDULE_MISSED_TODAY.keepOnly(
                missed.keySet().stream().map(List::of).toList());
        standing.lastSuccess().forEach((run, age) -> Metric.RUN_AGE.set(age.toMillis() / 1e3, run.replace(' ', '+')));
        var isRefused = Alarm.isOn(ledger);
        Metric.LOGIN_REFUSED.set(isRefused ? 1 : 0, "salesforce");
        audit.step();
        return new Reading(paused, missed, unaccounted(), isRefused);
    }

    private void backlog(String sync) {
        var backlog = standing.backlog(sync);
        Metric.BACKLOG.set(backlog.waiting(), sync, "waiting");
        Metric.BACKLOG.set(backlog.claimed(), sync, "claimed");
        Metric.BACKLOG_AGE.set(backlog.oldest().toMillis() / 1e3, sync);
        Metric.BLOCKED.set(backlog.blocked(), sync);
    }

    private Map<String, Long> unaccounted() {
        var missing = audit.missing();
        syncs.forEach(sync -> {
            var changes = missing.getOrDefault(sync, 0L);
            Metric.IMBALANCE.set(changes, sync);
            if (changes != 0 && toldUnaccounted.add(sync)) {
                LogEvent.UNACCOUNTED.tell(Map.of("sync", sync, "changes", changes));
            }
        });
        missing.values().removeIf(changes -> changes == 0);
        return missing;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
