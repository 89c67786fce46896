package dev.hikyaku.simulators.push.fcm.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The faults that are switched on; safe for many threads, and no lock is taken while none is on.
public final class FcmFaults {
    private static final String TELLING = "sim-";
    private static final List<FcmFault> TOLD = Stream.of(FcmFault.Kind.values())
            .sorted(Comparator.comparingInt((FcmFault.Kind kind) -> kind.word().length())
                    .reversed())
            .map(kind -> FcmFault.of(kind).on(TELLING + kind.word()).amount(inAddresses(kind)))
            .toList();

    private final List<FcmFault> active = new ArrayList<>();
    private final Random dice;
    private volatile boolean any;

    /// @param seed makes shares repeatable
    public FcmFaults(long seed) {
        dice = new Random(seed);
    }

    private static long inAddresses(FcmFault.Kind kind) {
        if (kind == FcmFault.Kind.TAKEN_THEN_LATE) {
            return 20_000;
        }
        return kind == FcmFault.Kind.QUOTA ? 37 : 0;
    }

    /// Switches a fault on, behind those already on.
    public synchronized void set(FcmFault fault) {
        active.add(fault);
        any = true;
    }

    /// Switches all faults off.
    public synchronized void clear() {
        active.clear();
        any = false;
    }

    /// What is on, with `times` counted down.
    public synchronized List<FcmFault> active() {
        return List.copyOf(active);
    }

    /// The first fault that hits a message to this address, or null; counts it as happened.
    public @Nullable FcmFault take(String address) {
        var switched = any ? takeActive(address) : null;
        if (switched != null || !address.startsWith(TELLING)) {
            return switched;
        }
        for (var told : TOLD) {
            if (address.startsWith(told.prefix())) {
                return told;
            }
        }
        return null;
    }

    private synchronized @Nullable FcmFault takeActive(String address) {
        for (var at = 0; at < active.size(); at++) {
            var fault = active.get(at);
            if (!address.startsWith(fault.prefix())) {
                continue;
            }
            if (fault.share() < 1 && dice.nextDouble() >= fault.share()) {
                continue;
            }
            happened(at, fault);
            return fault;
        }
        return null;
    }

    private void happened(int at, FcmFault fault) {
        if (fault.times() == 1) {
            active.remove(at);
            any = !active.isEmpty();
        } else if (fault.times() > 1) {
            active.set(at, fault.times(fault.times() - 1));
        }
    }
}
