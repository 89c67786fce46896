package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Runs what people let happen, each in a thread of its own, and knows how far it is. A process that dies
/// takes its list along; what was done is in the ledger, and doing the rest anew repeats nothing.
@Component
final class Operations {
    private static final int AT_ONCE = 1_000;
    private static final int KEPT = 200;

    private final Ledger ledger;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    Operations(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What is to happen.
    sealed interface Act {
        /// In the person's own words, or null.
        @Nullable
        String reason();

        /// What it is done to.
        String subject();

        /// As in the audit.
        default String word() {
            return switch (this) {
                case Resubmit _ -> "resubmit";
                case ResumeSync _, ResumeCampaign _ -> "resume";
                case PauseCampaign _ -> "pause";
                case HoldSync _ -> "hold";
                case SkipRecord _ -> "skip";
            };
        }
    }

    /// Rejected changes travel again, as the manifest is now.
    record Resubmit(
            String sync,
            @Nullable String code,
            List<String> keys,
            @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return sync + (code == null ? "" : " " + code) + (keys.isEmpty() ? "" : " " + String.join(" ", keys));
        }
    }

    /// Nothing more of a sync is claimed, whoever carries it, until it is resumed.
    record HoldSync(String sync, @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return sync;
        }
    }

    /// What waits of a record ends without being sent; whoever has the sync does it.
    record SkipRecord(String sync, String key, String reason) implements Act {
        @Override
        public String subject() {
            return sync + " " + key;
        }
    }

    /// A sync that somebody holds, or that is paused because processes died of it, may run again.
    record ResumeSync(String sync, @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return sync;
        }
    }

    /// The newest run of a campaign goes on.
    record ResumeCampaign(String campaign, @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return campaign;
        }
    }

    /// The newest run of a campaign rests.
    record PauseCampaign(String campaign, @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return campaign;
        }
    }

    /// One operation.
    ///
    /// @param state `running`, `done` or `failed`
    /// @param done how many changes or runs so far
    /// @param problem why it failed
    record Operation(
            String id,
            String kind,
            String subject,
            String by,
            String state,
            long done,
            @Nullable String problem,
            Instant startedAt,
            @Nullable Instant endedAt) {
        Operation with(long done) {
            return new Operation(id, kind, subject, by, state, done, problem, startedAt, endedAt);
        }

        Operation ended(String state, @Nullable String problem) {
            return new Operation(id, kind, subject, by, state, done, problem, startedAt, Instant.now());
        }
    }

    /// What was wished can't be done; the message says what was wanted.
    static final class NotPossible extends RuntimeException {
        NotPossible(String message) {
            super(message);
        }
    }

    /// Begins it; its line in the audit is written before.
    Operation begin(Act act, String by) {
        ledger.people().audit().write(by, act.word(), act.subject(), act.reason());
        var operation = new Operation(
                UUID.randomUUID().toString(), act.word(), act.subject(), by, "running", 0, null, Instant.now(), null);
        put(operation);
        Thread.ofVirtual().name("operation").start(() -> run(act, operation));
        return operation;
    }

    private void run(Act act, Operation begun) {
        try {
            var done = run(act, begun.id());
            change(begun.id(), now -> now.with(done).ended("done", null));
        } catch (RuntimeException failed) {
            change(begun.id(), now -> now.ended("failed", Ledger.rootMessage(failed)));
        }
    }

    private long run(Act act, String id) {
        return switch (act) {
            case Resubmit wish -> resubmit(wish, id);
            case HoldSync wish -> hold(wish) ? 1 : 0;
            case SkipRecord wish -> skip(wish);
            case ResumeSync wish -> resume(wish) ? 1 : 0;
            case ResumeCampaign wish -> resume(wish) ? 1 : 0;
            case PauseCampaign wish -> pause(wish) ? 1 : 0;
        };
    }

    private boolean hold(HoldSync wish) {
        var reason = wish.reason() == null ? "held by a person" : wish.reason();
        var changed = ledger.interventions().hold(wish.sync(), reason);
        if (changed) {
            ledger.story().note(wish.sync(), "held", reason);
        }
        return changed;
    }

    /// How many changes are open and asked to end.
    private long skip(SkipRecord wish) {
        var open = ledger.interventions().skip(wish.sync(), wish.key(), wish.reason());
        if (open > 0) {
            ledger.story().note(wish.sync(), "skipped", wish.key() + ": " + wish.reason());
        }
        return open;
    }

    private boolean resume(ResumeSync wish) {
        var wasPaused = ledger.places().resume("sync:" + wish.sync());
        var wasHeld = ledger.interventions().resume(wish.sync());
        if (wasHeld) {
            ledger.story().note(wish.sync(), "resumed", wish.reason() == null ? "somebody resumed it" : wish.reason());
        }
        return wasPaused || wasHeld;
    }

    private boolean resume(ResumeCampaign wish) {
        return newest(wish.campaign())
                .filter(ledger.deliveries().runs()::resume)
                .isPresent();
    }

    private boolean pause(PauseCampaign wish) {
        var reason = wish.reason() == null ? "paused by a person" : wish.reason();
        return newest(wish.campaign())
                .filter(run -> ledger.deliveries().runs().pause(run, reason))
                .isPresent();
    }

    private Optional<CampaignRun> newest(String campaign) {
        return ledger.deliveries().runs().newest(campaign, 1).stream().findFirst();
    }

    private long resubmit(Resubmit wish, String id) {
        long done = 0;
        List<String> some;
        do {
            some = ledger.changes().resubmit(wish.sync(), wish.code(), wish.keys(), AT_ONCE);
            done += some.size();
            var soFar = done;
            change(id, now -> now.with(soFar));
        } while (some.size() == AT_ONCE);
        return done;
    }

    private synchronized void put(Operation operation) {
        operations.put(operation.id(), operation);
        var oldest = operations.values().iterator();
        while (operations.size() > KEPT && oldest.hasNext()) {
            if (!oldest.next().state().equals("running")) {
                oldest.remove();
            }
        }
    }

    private synchronized void change(String id, UnaryOperator<Operation> change) {
        operations.computeIfPresent(id, (_, now) -> change.apply(now));
    }

    /// Those this process knows, the newest first.
    synchronized List<Operation> all() {
        return new ArrayList<>(operations.values()).reversed();
    }

    /// The operation with this id.
    synchronized Optional<Operation> find(String id) {
        return Optional.ofNullable(operations.get(id));
    }
}
