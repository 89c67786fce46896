package dev.hikyaku.run.schedule;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.push.clock.Starts;
import dev.hikyaku.run.schedule.Timetable.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Looks whether somebody came for each scheduled instant, where another scheduler starts the runs. Tells of those that
/// never came, once, however many look.
public final class Watch {
    private static final int MOST = 1_000;

    private final Ledger ledger;
    private final Duration patience;

    /// Over a ledger.
    ///
    /// @param patience how late a run may be
    public Watch(Ledger ledger, Duration patience) {
        this.ledger = ledger;
        this.patience = patience;
    }

    /// Looks.
    ///
    /// @return instants that nobody came for, and that nobody told before
    public List<Instant> look(Entry entry, Instant now) {
        var isSync = entry.kind().equals("sync");
        var name = entry.name();
        var otherwise = now.minus(Starts.ON_TIME).minusMillis(1);
        var notes = ledger.deliveries().notes();
        var known = isSync ? ledger.instants().knownUntil(name, otherwise) : notes.startsKnownUntil(name, otherwise);
        var cron = Cron.of(entry.schedule());
        var missed = new ArrayList<Instant>();
        var instant = cron.next(known);
        for (var count = 0; count < MOST && instant.isBefore(now.minus(patience)); count++) {
            var why = "nobody came within " + patience.toMinutes() + " min";
            if (isSync) {
                SyncLaunch.miss(ledger, name, instant, why).ifPresent(missed::add);
                ledger.instants().know(name, instant);
            } else {
                if (notes.missed(name, instant.toString(), why)) {
                    ledger.story().note(name, Alarms.MISSED, "the run of " + instant + " never came: " + why);
                    missed.add(instant);
                }
                notes.knowStartsUntil(name, instant);
            }
            instant = cron.next(instant);
        }
        return missed;
    }
}
