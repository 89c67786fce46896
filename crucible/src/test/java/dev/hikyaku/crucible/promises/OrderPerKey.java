package dev.hikyaku.crucible.promises;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The wishes about one record come true in the order they were made; some may be skipped, none may come late.
public final class OrderPerKey implements Judge {
    private final Map<String, Long> newest = new HashMap<>();
    private final List<String> offences = new ArrayList<>();

    @Override
    public void applied(Effect effect) {
        if (effect.kind() == Effect.Kind.DELETED) {
            return;
        }
        var name = effect.object() + " " + effect.key();
        if (effect.counter().isEmpty()) {
            offences.add(name + " came without its counter");
            return;
        }
        var counter = Long.parseLong(effect.counter());
        var before = newest.merge(name, counter, Math::max);
        if (before > counter) {
            offences.add(name + ": wish " + counter + " came true after wish " + before);
        }
    }

    @Override
    public List<String> offences() {
        return offences;
    }
}
