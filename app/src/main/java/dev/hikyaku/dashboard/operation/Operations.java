package dev.hikyaku.dashboard.operation;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Runs what people let happen, each in a thread of its own, and knows how far it is. A process that dies
/// takes its list along; what was done is in the ledger, and doing the rest anew repeats nothing.
@Component
public final class Operations {
    /// How long a page waits for the end of what somebody lets happen.
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final int AT_ONCE = 1_000;
    private static final int KEPT = 200;

    private final Ledger ledger;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /// Over this ledger.
    public Operations(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What is to happen.
    public sealed interface Act {
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
                case CancelCampaign _ -> "cancel";
                case HoldSync _ -> "hold";
                case SkipRecord _ -> "skip";
            };
        }
    }

    /// Rejected changes travel again, as the manifest is now.
    public record Resubmit(
            String sync,
            @Nullable String code,
            List<String> keys,
            @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return sync + (code == null ? "" : " " + code) + (keys.isEmpty() ? "" : " " + String.join(" ", keys));
        }
    }

    /// Nothing more of a sync is claimed until somebody resumes it.
    public record HoldSync(String sync, @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return sync;
        }
    }

    /// What waits of a record ends without being sent; whoever has the sync does it.
    public record SkipRecord(String sync, String key, String reason) implements Act {
        @Override
        public String subject() {
            return sync + " " + key;
        }
    }

    /// A sync that somebody holds, or that is paused because processes died of it, may run again.
    public record ResumeSync(String sync, @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return sync;
        }
    }

    /// A run of a campaign.
    ///
    /// @param run its key; null for the newest
    public record Turn(String campaign, @Nullable String run) {
        private String told() {
            return run == null ? campaign : campaign + " " + run;
        }
    }

    /// A run goes on. Without a key also: the campaign, held because the ledger was restored, may run again.
    public record ResumeCampaign(Turn turn, @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return turn.told();
        }
    }

    /// A run rests.
    public record PauseCampaign(Turn turn, @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return turn.told();
        }
    }

    /// A run ends; what had not left never does.
    public record CancelCampaign(Turn turn, @Nullable String reason) implements Act {
        @Override
        public String subject() {
            return turn.told();
        }
    }

    /// One operation.
    ///
    /// @param state `running`, `done` or `failed`
    /// @param done how many changes or runs so far
    /// @param problem why it failed
    public record Operation(
            String id,
            String kind,
            String subject,
            String by,
            String state,
            long done,
            @Nullable String problem,
            Instant startedAt,
            @Nullable Instant endedAt) {
        /// How it came out, in a word: `yes`, `no` (there was nothing to do), `later` (it goes on) or `failed`.
        public String came() {
            return switch (state) {
                case "running" -> "later";
                case "failed" -> "failed";
                default -> done > 0 ? "yes" : "no";
            };
        }

        Operation with(long done) {
            return new Operation(id, kind, subject, by, state, done, problem, startedAt, endedAt);
        }

        Operation ended(String state, @Nullable String problem) {
            return new Operation(id, kind, subject, by, state, done, problem, startedAt, Instant.now());
        }
    }

    /// What was wished can't be done; the message says what was wanted.
    public static final class NotPossible extends RuntimeException {
        /// Says what was wanted.
        public NotPossible(String message) {
            super(message);
        }
    }

    private record Begun(Operation operation, Thread thread) {}

    /// Begins it; its line in the audit is written before.
    ///
    /// @throws NotPossible when it needs somebody else's word
    public Operation begin(Act act, String by) {
        return start(act, by).operation();
    }

    /// Begins it like [#begin], and waits for its end, though no longer than so.
    ///
    /// @return how far it is
    public Operation begin(Act act, String by, Duration patience) {
        var begun = start(act, by);
        try {
            begun.thread().join(patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return find(begun.operation().id()).orElse(begun.operation());
    }

    private Begun start(Act act, String by) {
        if (act instanceof ResumeCampaign wish) {
            refuseAwaited(wish.turn());
        }
        ledger.people().audit().write(by, act.word(), act.subject(), act.reason());
        var operation = new Operation(
                UUID.randomUUID().toString(), act.word(), act.subject(), by, "running", 0, null, Instant.now(), null);
        put(operation);
        return new Begun(operation, Thread.ofVirtual().name("operation").start(() -> run(act, operation)));
    }

    private void run(Act act, Operation begun) {
        try {
            var done = run(act, begun.id());
            change(begun.id(), now -> now.with(done).ended("done", null));
        } catch (RuntimeException failed) {
            LOG.warn("{} of {} failed", begun.kind(), begun.subject(), failed);
            change(begun.id(), now -> now.ended("failed", Ledger.rootMessage(failed)));
        }
    }

    private long run(Act act, String id) {
        return switch (act) {
            case Resubmit wish -> resubmit(wish, id);
            case HoldSync wish -> new Turns(ledger).hold(wish) ? 1 : 0;
            case SkipRecord wish -> new Turns(ledger).skip(wish);
            case ResumeSync wish -> new Turns(ledger).resume(wish) ? 1 : 0;
            case ResumeCampaign wish -> new Turns(ledger).resume(wish) ? 1 : 0;
            case PauseCampaign wish -> new Turns(ledger).pause(wish) ? 1 : 0;
            case CancelCampaign wish -> new Turns(ledger).cancel(wish) ? 1 : 0;
        };
    }

    /// Whoever may let things go on may not agree in another's place.
    private void refuseAwaited(Turn turn) {
        var campaign = turn.campaign();
        var run = turn.run() == null
                ? ledger.deliveries().runs().newest(campaign, 1).stream()
                        .findFirst()
                        .map(CampaignRun::key)
                        .orElse(null)
                : turn.run();
        if (run != null && ledger.deliveries().approvals().awaited(campaign).contains(run)) {
            throw new NotPossible(
                    "run " + run + " of " + campaign + " waits for an approval; wanted POST /api/v1/campaigns/"
                            + campaign + "/approve by who may agree; GET /api/v1/campaigns/" + campaign
                            + "/approval says who that is");
        }
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
    public synchronized List<Operation> all() {
        return new ArrayList<>(operations.values()).reversed();
    }

    /// The operation with this id.
    public synchronized Optional<Operation> find(String id) {
        return Optional.ofNullable(operations.get(id));
    }
}
