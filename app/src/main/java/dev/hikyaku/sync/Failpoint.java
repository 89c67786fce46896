package dev.hikyaku.sync;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Places where a crash is rehearsed. Off unless the process was started with `-Dhikyaku.failpoint=NAME@N:ACT`: at the
/// N-th time it gets there the process halts like one that was killed (`halt`), throws (`throw`) or stands still
/// (`hang`). Tests of the crucible list them with `hikyaku failpoints` and visit every one.
public enum Failpoint {
    /// A page of the outbox is read and locked; the ledger has none of it.
    BEFORE_TAKE_IN,
    /// The ledger has taken a page of the outbox in; the outbox still has it.
    AFTER_TAKE_IN,
    /// Some pages of a scan are taken in, others not.
    MID_SCAN,
    /// Some pages of a batch are claimed, others not.
    MID_EXTRACT,
    /// The rows are frozen; Salesforce was not asked yet.
    BEFORE_CREATE,
    /// Salesforce has opened the bulk job; its id is not stored.
    AFTER_CREATE,
    /// The id is stored; nothing was uploaded.
    BEFORE_UPLOAD,
    /// Half of the CSV is on the wire.
    MID_UPLOAD,
    /// Salesforce confirmed the upload; that is not stored.
    AFTER_UPLOAD,
    /// The upload is stored; Salesforce was not told to process it.
    BEFORE_CLOSE,
    /// Salesforce was told to process it; that is not stored.
    AFTER_CLOSE,
    /// Salesforce works on it.
    WHILE_POLLING,
    /// Salesforce has ended it; nothing was fetched.
    BEFORE_HARVEST,
    /// One result file is here, the others are not.
    MID_HARVEST,
    /// Some outcomes are written, others not.
    MID_SETTLE,
    /// All outcomes are written; the bulk job is not marked settled.
    AFTER_SETTLE,
    /// A Collections call is written down; nothing was sent.
    BEFORE_CALL,
    /// Salesforce has answered a Collections call; that is not stored.
    AFTER_CALL;

    private static final @Nullable Plan PLAN = Plan.parse(System.getProperty("hikyaku.failpoint"));

    private record Plan(String point, int time, String act, AtomicInteger visits) {
        static @Nullable Plan parse(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return null;
            }
            var parts = text.split("[@:]", 3);
            return new Plan(parts[0], Integer.parseInt(parts[1]), parts[2], new AtomicInteger());
        }
    }

    /// The name users write.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Gets here. Costs nothing when no failpoint is set.
    public void reached() {
        if (isAnySet()) {
            reached(word());
        }
    }

    /// Whether this process was started to rehearse a crash.
    public static boolean isAnySet() {
        return PLAN != null;
    }

    /// Gets to a place that another part of the program names.
    public static void reached(String word) {
        var plan = PLAN;
        if (plan == null || !plan.point().equals(word) || plan.visits().incrementAndGet() != plan.time()) {
            return;
        }
        System.err.println("failpoint " + word + ": " + plan.act());
        switch (plan.act()) {
            case "halt" -> Runtime.getRuntime().halt(137);
            case "hang" -> hang();
            default -> throw new IllegalStateException("failpoint " + word);
        }
    }

    private static void hang() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
