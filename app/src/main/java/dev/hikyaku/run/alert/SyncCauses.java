package dev.hikyaku.run.alert;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.alert.Alerts;
import dev.hikyaku.manifest.alert.Alerts.Rule;
import dev.hikyaku.run.alert.Cause.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What may be wrong with syncs, by the ledger.
final class SyncCauses {
    private static final Duration LATELY = Duration.ofHours(1);
    private static final Duration BOOKS = Duration.ofMinutes(10);

    private final Ledger ledger;
    private final List<Sync> syncs;
    private final Alerts alerts;
    private final Map<String, Long> missing = new HashMap<>();
    private long lastBooks = Long.MIN_VALUE / 2;

    SyncCauses(Ledger ledger, List<Sync> syncs, Alerts alerts) {
        this.ledger = ledger;
        this.syncs = List.copyOf(syncs);
        this.alerts = alerts;
    }

    List<Cause> now() {
        var causes = new ArrayList<Cause>();
        for (var sync : syncs) {
            var rule = alerts.of(sync.name());
            // Whoever holds a sync knows that it waits.
            if (ledger.interventions().held(sync.name()).isEmpty()) {
                oldest(sync.name(), rule, causes);
            }
            rejected(sync.name(), rule, causes);
        }
        books(causes);
        return causes;
    }

    private void oldest(String sync, Rule rule, List<Cause> causes) {
        ledger.alerts()
                .oldest(sync)
                .filter(oldest -> oldest.age().compareTo(rule.oldest()) > 0)
                .ifPresent(oldest -> causes.add(new Cause(
                        Kind.OLDEST,
                        sync,
                        "",
                        List.of(
                                sync,
                                minutes(oldest.age()),
                                minutes(rule.oldest()),
                                String.valueOf(ledger.books().waiting(sync)),
                                oldest.key(),
                                oldest.code() == null ? "-" : oldest.code()),
                        oldest.takenInAt(),
                        rule)));
    }

    private static String minutes(Duration time) {
        return String.valueOf(Math.max(1, time.toMinutes()));
    }

    private void rejected(String sync, Rule rule, List<Cause> causes) {
        var recent = ledger.alerts().recent(sync, LATELY);
        var all = recent.accepted() + recent.rejected();
        if (recent.rejected() > 0 && recent.rejected() > all * rule.rejected()) {
            causes.add(new Cause(
                    Kind.REJECTED,
                    sync,
                    "",
                    List.of(
                            sync,
                            percent((double) recent.rejected() / all),
                            percent(rule.rejected()),
                            String.valueOf(recent.rejected()),
                            String.valueOf(all),
                            recent.code() == null ? "-" : recent.code()),
                    null,
                    rule));
        }
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", share * 100);
    }

    /// Counting is dear where there are millions, and two questions are asked at two moments: so now and
    /// then, and only what is missing twice in a row counts.
    private void books(List<Cause> causes) {
        var look = System.nanoTime() - lastBooks > BOOKS.toNanos();
        lastBooks = look ? System.nanoTime() : lastBooks;
        for (var sync : syncs) {
            var before = missing.getOrDefault(sync.name(), 0L);
            if (look || before != 0) {
                missing.put(sync.name(), ledger.books().of(sync.name()).unaccounted());
            }
            var now = missing.getOrDefault(sync.name(), 0L);
            if (now != 0 && now.equals(before)) {
                causes.add(new Cause(
                        Kind.UNACCOUNTED,
                        sync.name(),
                        "",
                        List.of(sync.name(), String.valueOf(now)),
                        null,
                        alerts.of(sync.name())));
            }
        }
    }
}
