package dev.hikyaku.salesforce;

import dev.hikyaku.metrics.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How much of the org's allowances is left for us when a share is kept for everybody else. Safe for many
/// threads; asks nothing itself: tell it what answers told.
///
/// The allowances count the last 24 hours. What others use lowers what is left for us; the reserve is never
/// touched by us, even when nobody else needs it. Source: Salesforce Developer Limits and Allowances, API
/// Request Limits and Bulk API 2.0 Limits.
public final class Budget {

    /// Per cent of each allowance that is kept for others unless somebody wants another share.
    public static final int DEFAULT_RESERVE = 20;

    private static final Duration WINDOW = Duration.ofDays(1);

    // As old as Salesforce lets its own numbers be.
    private static final Duration GROWS_OLD = Duration.ofMinutes(5);

    private final int reservePercent;
    private final Clock clock;
    private @Nullable Known calls;
    private @Nullable Known batches;
    private @Nullable Instant limitsAskedAt;

    private record Known(Limits.Allowance allowance, Instant at) {}

    /// Knows nothing yet, and so holds nobody back.
    ///
    /// @param reservePercent 0 to 99
    public Budget(int reservePercent, Clock clock) {
        if (reservePercent < 0 || reservePercent > 99) {
            throw new IllegalArgumentException("reserve: found " + reservePercent + ", wanted 0 to 99 per cent");
        }
        this.reservePercent = reservePercent;
        this.clock = clock;
    }

    /// What the header of any answer told.
    public synchronized void told(Limits.ApiUsage usage) {
        calls = new Known(new Limits.Allowance(usage.max(), usage.max() - usage.used()), clock.instant());
        show(calls.allowance(), "api_calls");
    }

    private static void show(Limits.Allowance told, String name) {
        Metric.QUOTA_LIMIT.set(told.max(), "salesforce", name);
        Metric.QUOTA_USAGE.set(told.max() - told.remaining(), "salesforce", name);
    }

    /// What `/limits` told.
    public synchronized void told(Limits limits) {
        limitsAsked();
        limits.dailyApiRequests().ifPresent(told -> calls = new Known(told, clock.instant()));
        limits.dailyBulkApiBatches().ifPresent(told -> batches = new Known(told, clock.instant()));
        limits.dailyApiRequests().ifPresent(told -> show(told, "api_calls"));
        limits.dailyBulkApiBatches().ifPresent(told -> show(told, "bulk_batches"));
    }

    /// Salesforce refused: nothing is left, whatever was told before. `REQUEST_LIMIT_EXCEEDED` is about calls,
    /// any other code about bulk jobs.
    public synchronized void told(SalesforceException.LimitExceeded refusal) {
        var nothing = new Known(new Limits.Allowance(0, 0), clock.instant());
        if (refusal.told().code().replace("_", "").equalsIgnoreCase("REQUESTLIMITEXCEEDED")) {
            calls = nothing;
        } else {
            batches = nothing;
        }
    }

    /// We handed over a bulk job with this many internal batches, of 10,000 rows each; `/limits` will tell them
    /// later.
    public synchronized void used(long moreBatches) {
        var known = batches;
        if (known != null) {
            var allowance = known.allowance();
            batches = new Known(new Limits.Allowance(allowance.max(), allowance.remaining() - moreBatches), known.at());
        }
    }

    /// API calls left for us; empty when nobody told.
    public synchronized OptionalLong callsLeft() {
        return left(calls);
    }

    /// Internal batches of bulk jobs left for us; empty when nobody told.
    public synchronized OptionalLong batchesLeft() {
        return left(batches);
    }

    /// Whether it is time to ask [Salesforce#limits()]: every five minutes, whatever came of it.
    public synchronized boolean wantsLimits() {
        return limitsAskedAt == null || old(limitsAskedAt);
    }

    /// They are being asked for. A user without the right "View Setup and Configuration" is refused each time.
    public synchronized void limitsAsked() {
        limitsAskedAt = clock.instant();
    }

    /// Whether small calls should wait. Five minutes after the last word it is no longer known, and one more
    /// call finds out: so it ends by itself.
    public synchronized boolean exhausted() {
        return none(calls);
    }

    /// Whether bulk jobs should wait; likewise for five minutes.
    public synchronized boolean batchesExhausted() {
        return none(batches);
    }

    /// The longest sensible pause between two small calls, so that what is left lasts 24 hours; never more than
    /// five minutes, zero when nobody told. While [#exhausted()], the time until asking makes sense again.
    public synchronized Duration pace() {
        var known = calls;
        if (known == null) {
            return Duration.ZERO;
        }
        if (none(known)) {
            return Duration.between(clock.instant(), known.at().plus(GROWS_OLD));
        }
        var left = Math.max(1, left(known).orElse(1));
        var even = WINDOW.dividedBy(left);
        return even.compareTo(GROWS_OLD) < 0 ? even : GROWS_OLD;
    }

    private boolean none(@Nullable Known known) {
        return known != null && !old(known.at()) && left(known).orElse(1) <= 0;
    }

    private boolean old(Instant at) {
        return !clock.instant().isBefore(at.plus(GROWS_OLD));
    }

    // In two parts, so that no product is too large.
    private long share(long max) {
        return max / 100 * reservePercent + Math.ceilDiv(max % 100 * reservePercent, 100);
    }

    private OptionalLong left(@Nullable Known known) {
        if (known == null) {
            return OptionalLong.empty();
        }
        var kept = share(known.allowance().max());
        return OptionalLong.of(Math.max(0, known.allowance().remaining() - kept));
    }
}
