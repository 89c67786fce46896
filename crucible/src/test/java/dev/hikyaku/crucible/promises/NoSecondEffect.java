package dev.hikyaku.crucible.promises;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// No record exists twice, and no wish comes true twice.
public final class NoSecondEffect implements Judge {
    private final Map<String, String> living = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final List<String> offences = new ArrayList<>();

    @Override
    public void applied(Effect effect) {
        var name = effect.object() + " " + effect.key();
        switch (effect.kind()) {
            case CREATED -> {
                if (!names.add(name)) {
                    offences.add(name + " was created a second time, as " + effect.id());
                }
                living.put(effect.id(), name);
                once(name, effect);
            }
            case UPDATED -> once(name, effect);
            case DELETED -> {
                var gone = living.remove(effect.id());
                names.remove(gone);
                if (gone == null) {
                    offences.add(effect.object() + " " + effect.id() + " was deleted a second time");
                }
            }
        }
    }

    private void once(String name, Effect effect) {
        if (!done.add(name + " " + effect.counter())) {
            offences.add(name + ": wish " + effect.counter() + " came true twice");
        }
    }

    @Override
    public List<String> offences() {
        return offences;
    }
}
