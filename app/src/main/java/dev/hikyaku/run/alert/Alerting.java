package dev.hikyaku.run.alert;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.alert.AlertBook;
import dev.hikyaku.run.Project;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Looks now and then for what people have to hear of, and tells them. Of several services one tells of a
/// cause, and not again before its time: the ledger says who. What can't be told now is tried again at the
/// next look.
public final class Alerting {
    private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);

    private final Ledger ledger;
    private final Project project;
    private final AlertSettings settings;
    private final Consumer<String> trouble;
    private final Receivers receivers;
    private final SyncCauses syncs;
    private final CampaignCauses campaigns;
    private final OrgCauses org;
    private final Set<String> complaints = new HashSet<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    /// Somebody who looks, until it is closed.
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    private Alerting(Project project, Ledger ledger, AlertSettings settings, Consumer<String> trouble) {
        this.ledger = ledger;
        this.project = project;
        this.settings = settings;
        this.trouble = trouble;
        var manifest = project.manifest();
        var clock = InstantSource.system();
        receivers = new Receivers(settings);
        syncs = new SyncCauses(ledger, manifest.syncs(), manifest.alerts());
        campaigns = new CampaignCauses(
                ledger, manifest.campaigns(), manifest.alerts().usual(), clock);
        org = new OrgCauses(ledger, project, clock);
        thread = Thread.ofVirtual().name("alerts").unstarted(this::watch);
    }

    /// Begins, where the manifest says `alerts:`; else does nothing.
    ///
    /// @param trouble hears what could not be told to somebody
    public static Watching begin(Project project, Ledger ledger, AlertSettings settings, Consumer<String> trouble) {
        if (!project.manifest().alerts().declared()) {
            return () -> {};
        }
        var alerting = new Alerting(project, ledger, settings, trouble);
        alerting.thread.start();
        return alerting::close;
    }

    private void watch() {
        try {
            while (!over.await(settings.every().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            var causes = Stream.of(syncs.now(), campaigns.now(), org.now())
                    .flatMap(List::stream)
                    .toList();
            causes.forEach(this::tell);
            end(causes.stream()
                    .filter(cause -> !cause.kind().isEvent())
                    .map(Cause::name)
                    .toList());
        } catch (DataAccessException | TransactionException away) {
            // The service tells of its ledger itself, and the causes are still there at the next look.
            LOG.warn("the ledger did not answer; alerts are looked for again in {}", settings.every(), away);
        }
    }

    private void tell(Cause cause) {
        var telling = cause.kind().isEvent()
                ? ledger.alerts().tellOnce(cause.name())
                : ledger.alerts().tell(cause.name(), cause.rule().again());
        telling.ifPresent(mine -> tell(cause, mine));
    }

    private void tell(Cause cause, AlertBook.Telling telling) {
        Instant since = cause.since() == null ? telling.since() : cause.since();
        var letter =
                Letter.of(cause, since, telling.tellings(), project.settings().locale());
        if (isHeard(cause.rule().to(), letter)) {
            ledger.story().note(cause.subject(), "alert", letter.text());
        } else {
            ledger.alerts().untold(cause.name());
        }
    }

    /// Tells all receivers.
    ///
    /// @return whether one of them heard, or there is none
    private boolean isHeard(List<String> to, Letter letter) {
        var heard = to.isEmpty();
        for (var receiver : to) {
            try {
                receivers.tell(receiver, letter);
                heard = true;
            } catch (Receivers.Unheard unheard) {
                complain("HK2020  an alert could not be told: " + unheard.getMessage() + "\n   " + letter.headline());
            }
        }
        return heard;
    }

    /// Once, and not at each look again.
    private void complain(String text) {
        if (complaints.add(text)) {
            trouble.accept(text);
        }
    }

    private void end(List<String> open) {
        for (var name : ledger.alerts().open()) {
            if (!open.contains(name) && ledger.alerts().end(name)) {
                ledger.story().note(null, "alert-ended", name);
                var rule = project.manifest().alerts().of(name.split(" ", 2)[0]);
                isHeard(rule.to(), Letter.over(name, project.settings().locale()));
            }
        }
    }

    /// Ends after the look that goes on.
    private void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        receivers.close();
    }
}
