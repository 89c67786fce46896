package dev.hikyaku.simulators.salesforce.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// The faults that are switched on now; safe for many threads.
public final class Faults {
    private final List<Fault> active = new ArrayList<>();
    private final Random dice;

    /// @param seed makes shares repeatable
    public Faults(long seed) {
        this.dice = new Random(seed);
    }

    /// Switches a fault on, beside those already on.
    public synchronized void set(Fault fault) {
        active.add(fault);
    }

    /// Switches all faults off.
    public synchronized void clear() {
        active.clear();
    }

    /// What is on, with `times` counted down.
    public synchronized List<Fault> active() {
        return List.copyOf(active);
    }

    /// The fault of this kind that hits this request, if any; counts it as happened.
    public Optional<Fault> take(Fault.Kind kind, String method, String path) {
        return takeFirst(fault -> fault.kind() == kind && fault.isAbout(method, path) && hits(fault));
    }

    /// The fault of this kind that hits a bulk job, if any; counts it as happened.
    public Optional<Fault> take(Fault.Kind kind) {
        return takeFirst(fault -> fault.kind() == kind);
    }

    /// The fault of this kind that passes the test, if any; counts it as happened.
    public Optional<Fault> take(Fault.Kind kind, Predicate<Fault> wanted) {
        return takeFirst(fault -> fault.kind() == kind && wanted.test(fault));
    }

    /// Whether a lock fault hits a row with these cells; counts it as happened.
    public boolean locks(String[] cells) {
        return takeFirst(fault -> fault.kind() == Fault.Kind.LOCK_SHARE
                        && (fault.parent().isEmpty() || List.of(cells).contains(fault.parent()))
                        && hits(fault))
                .isPresent();
    }

    /// Counts a call towards `expireTokens`; true when sessions end before this call.
    public synchronized boolean expiresNow() {
        for (var at = 0; at < active.size(); at++) {
            var fault = active.get(at);
            if (fault.kind() == Fault.Kind.EXPIRE_TOKENS) {
                if (fault.amount() == 0) {
                    happened(at);
                    return true;
                }
                active.set(at, Fault.expireTokens((int) fault.amount() - 1).times(fault.times()));
            }
        }
        return false;
    }

    private boolean hits(Fault fault) {
        // a truncation's share is how much is left, not how often it happens
        return fault.kind() == Fault.Kind.TRUNCATE_RESULTS || fault.share() >= 1 || dice.nextDouble() < fault.share();
    }

    private synchronized Optional<Fault> takeFirst(Predicate<Fault> wanted) {
        for (var at = 0; at < active.size(); at++) {
            var fault = active.get(at);
            if (wanted.test(fault)) {
                happened(at);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private void happened(int at) {
        var fault = active.get(at);
        if (fault.times() == 1) {
            active.remove(at);
        } else if (fault.times() > 1) {
            active.set(at, fault.times(fault.times() - 1));
        }
    }
}
