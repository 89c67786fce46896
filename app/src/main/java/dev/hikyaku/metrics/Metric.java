package dev.hikyaku.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Everything that is measured. Names follow the semantic conventions of OpenTelemetry: lower case with dots, times in
/// seconds; each exporter writes them in its own way (`hikyaku.record` is `hikyaku_record_total` for Prometheus).
///
/// Tags are few and bounded: names of the manifest, outcomes, families of codes. Never a key, an id or an address.
public enum Metric {
    /// The books.
    RECORD(Kind.COUNTER, "hikyaku.record", "changes that came to an outcome", "sync", "outcome", "reason"),
    /// How fresh Salesforce is.
    RECORD_DURATION(
            Kind.LONG_TIMER, "hikyaku.record.duration", "from taken in to accepted; a sample of the changes", "sync"),
    /// What crashed processes left.
    RECORD_RECLAIMED(
            Kind.COUNTER,
            "hikyaku.record.reclaimed",
            "changes whose bulk job was given up, and that wait again",
            "sync"),
    /// What waits.
    BACKLOG(Kind.GAUGE, "hikyaku.backlog.usage", "changes without an outcome", "sync", "state"),
    /// How long the oldest waits.
    BACKLOG_AGE(Kind.AGE, "hikyaku.backlog.oldest.age", "age of the oldest change without an outcome", "sync"),
    /// What waits for a parent.
    BLOCKED(
            Kind.GAUGE,
            "hikyaku.key.blocked",
            "changes that wait for another record, of the oldest thousand of the sync",
            "sync"),
    /// The books' fault.
    IMBALANCE(Kind.GAUGE, "hikyaku.accounting.imbalance", "changes that are unaccounted for; must be 0", "sync"),
    /// The books of campaigns.
    DELIVERY(Kind.COUNTER, "hikyaku.delivery", "deliveries that came to an outcome", "campaign", "outcome", "reason"),
    /// What is owed to phones.
    DELIVERY_BACKLOG(
            Kind.GAUGE,
            "hikyaku.delivery.backlog.usage",
            "deliveries without an outcome, of runs that are not over",
            "campaign",
            "state"),
    /// Rights to work, taken.
    LEASE_ACQUIRED(Kind.COUNTER, "hikyaku.lease.acquired", "leases that were taken", "lease"),
    /// Rights to work, lost.
    LEASE_LOST(Kind.COUNTER, "hikyaku.lease.lost", "leases that passed to somebody else while they were held", "lease"),
    /// Rights to work that nobody prolongs.
    LEASE_EXPIRED(Kind.GAUGE, "hikyaku.lease.expired", "leases beyond their time whose holder did not give them back"),
    /// Writes of those who had lost the right.
    FENCE_REJECTED(Kind.COUNTER, "hikyaku.fence.rejected", "writes that were refused for an old token", "lease"),
    /// How the others answer.
    REQUEST(
            Kind.TIMER,
            "hikyaku.saas.client.request.duration",
            "calls to Salesforce and to providers of push",
            "peer",
            "operation",
            "outcome",
            "error.type"),
    /// What the org has used of an allowance.
    QUOTA_USAGE(Kind.GAUGE, "hikyaku.saas.quota.usage", "used of an allowance of the org", "peer", "allowance"),
    /// What the org may use.
    QUOTA_LIMIT(Kind.GAUGE, "hikyaku.saas.quota.limit", "an allowance of the org", "peer", "allowance"),
    /// Who does not let us in.
    LOGIN_REFUSED(Kind.GAUGE, "hikyaku.saas.login.refused", "1 while Salesforce does not let us in", "peer"),
    /// How long Salesforce takes.
    BULK_JOB(
            Kind.LONG_TIMER,
            "hikyaku.bulk.job.duration",
            "from the gathering of a bulk job's rows to their outcomes",
            "sync"),
    /// How much goes at once.
    BATCH_SIZE(Kind.SUMMARY, "hikyaku.bulk.batch.size", "rows of one CSV", "sync"),
    /// Runs by what they came to.
    RUN(Kind.LONG_TIMER, "hikyaku.run.duration", "runs, from their first to their last step", "run", "exit.code"),
    /// When a run last went well.
    RUN_AGE(Kind.AGE, "hikyaku.run.last.success.age", "since a run of these syncs last ended with 0 or 10", "run"),
    /// How late the clock is obeyed.
    SCHEDULE_DELAY(
            Kind.LONG_TIMER, "hikyaku.schedule.delay", "from the scheduled instant to the begin of its run", "run"),
    /// Runs that never came.
    SCHEDULE_MISSED(Kind.COUNTER, "hikyaku.schedule.missed", "scheduled runs that never came, noticed here", "run"),
    /// Runs that never came, whoever noticed.
    SCHEDULE_MISSED_TODAY(
            Kind.GAUGE, "hikyaku.schedule.missed.today", "scheduled runs of the last 24 hours that never came", "run"),
    /// Syncs that kill their processes.
    PAUSED(
            Kind.GAUGE,
            "hikyaku.sync.paused",
            "1 while processes died of the sync too often, and nobody may run it",
            "lease"),
    /// What came in.
    INTAKE(Kind.COUNTER, "hikyaku.intake.change", "changes that were taken in", "sync", "door"),
    /// How callers are served.
    INTAKE_REQUEST(Kind.TIMER, "hikyaku.intake.request.duration", "calls at the HTTP door", "source", "outcome"),
    /// What callers are refused for.
    INTAKE_REJECTED(
            Kind.COUNTER, "hikyaku.intake.rejected", "calls and messages that were refused", "source", "reason"),
    /// Whether the ledger takes writes.
    LEDGER_UP(Kind.GAUGE, "hikyaku.ledger.up", "1 while the ledger can be written to");

    /// How something is measured.
    public enum Kind {
        /// Only grows.
        COUNTER(),
        /// Times of calls.
        TIMER(50, 250, 1_000, 5_000, 30_000, 120_000),
        /// Times of work.
        LONG_TIMER(1_000, 5_000, 10_000, 30_000, 60_000, 300_000, 1_800_000, 7_200_000),
        /// Sizes.
        SUMMARY(),
        /// How much there is now.
        GAUGE(),
        /// How old something is now, in seconds.
        AGE();

        @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
        private final List<Duration> borders;

        Kind(long... milliseconds) {
            borders = Arrays.stream(milliseconds).mapToObj(Duration::ofMillis).toList();
        }
    }

    private final Kind kind;
    private final String title;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
    private final List<String> tags;

    Metric(Kind kind, String title, String description, String... tags) {
        this.kind = kind;
        this.title = title;
        this.description = description;
        this.tags = List.of(tags);
    }

    /// Its name, with dots.
    public String title() {
        return title;
    }

    /// How it is measured.
    public Kind kind() {
        return kind;
    }

    /// What it tells.
    public String description() {
        return description;
    }

    /// The names of its tags.
    public List<String> tags() {
        return tags;
    }

    /// Whether anybody listens.
    public static boolean isWatched() {
        return !Metrics.globalRegistry.getRegistries().isEmpty();
    }

    /// Counts more of it.
    ///
    /// @param values of its tags, in their order
    public void add(long amount, String... values) {
        if (amount > 0 && isWatched()) {
            Counter.builder(title)
                    .description(description)
                    .tags(tagged(values))
                    .register(Metrics.globalRegistry)
                    .increment((double) amount);
        }
    }

    /// It took this time once.
    ///
    /// @param values of its tags, in their order
    public void took(Duration time, String... values) {
        if (!isWatched()) {
            return;
        }
        Timer.builder(title)
                .description(description)
                .tags(tagged(values))
                .serviceLevelObjectives(kind.borders.toArray(Duration[]::new))
                .register(Metrics.globalRegistry)
                .record(time.isNegative() ? Duration.ZERO : time);
    }

    /// It had this size once.
    ///
    /// @param values of its tags, in their order
    public void saw(long size, String... values) {
        if (!isWatched()) {
            return;
        }
        DistributionSummary.builder(title)
                .description(description)
                .tags(tagged(values))
                .register(Metrics.globalRegistry)
                .record((double) size);
    }

    /// It is so much from now on.
    ///
    /// @param values of its tags, in their order
    public void set(double value, String... values) {
        Gauges.set(this, value, List.of(values));
    }

    /// The same of a number of things.
    ///
    /// @param values of its tags, in their order
    public void set(long value, String... values) {
        set((double) value, values);
    }

    /// What a gauge was set to last in this process, by the values of its tags.
    public Map<List<String>, Double> newest() {
        return Gauges.newest(this);
    }

    /// Forgets all values but those of these tags: what is over is not shown with its last value for ever.
    public void keepOnly(Collection<List<String>> rows) {
        Gauges.keepOnly(this, rows);
    }

    /// Tags with their values.
    Tags tagged(String... values) {
        if (values.length != tags.size()) {
            throw new IllegalArgumentException(title + ": found " + values.length + " values, wanted " + tags);
        }
        var all = Tags.empty();
        for (var i = 0; i < values.length; i++) {
            all = all.and(Tag.of(tags.get(i), values[i]));
        }
        return all;
    }
}
