package dev.hikyaku.simulators.push.sns.fault;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The faults that are switched on now; safe for many threads.
public final class SnsFaults {
    private final List<Switched> switched = new CopyOnWriteArrayList<>();
    private final Random dice;

    /// @param seed makes shares repeatable
    public SnsFaults(long seed) {
        dice = new Random(seed);
    }

    /// Switches a fault on, beside those already on.
    public void set(SnsFault fault) {
        switched.add(new Switched(fault, new AtomicInteger(fault.times())));
    }

    /// Switches all faults off.
    public void clear() {
        switched.clear();
    }

    /// What is on, with `times` counted down.
    public List<SnsFault> active() {
        return switched.stream()
                .filter(one -> !one.isSpent())
                .map(one -> one.fault.times(one.left.get()))
                .toList();
    }

    /// The fault of this kind that hits this call, if any; counts it as happened.
    public Optional<SnsFault> take(SnsFault.Kind kind, String action, String token) {
        for (var one : switched) {
            var fault = one.fault;
            if (fault.kind() == kind && fault.isAbout(action, token) && falls(fault) && one.happens()) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private boolean falls(SnsFault fault) {
        return fault.share() >= 1 || dice.nextDouble() < fault.share();
    }

    private record Switched(SnsFault fault, AtomicInteger left) {
        boolean isSpent() {
            return fault.times() > 0 && left.get() <= 0;
        }

        boolean happens() {
            return fault.times() == 0 || left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }
}
