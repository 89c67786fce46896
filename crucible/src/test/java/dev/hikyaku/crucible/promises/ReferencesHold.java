package dev.hikyaku.crucible.promises;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Each reference the org was given names the record that was wished for, and that record was there before.
public final class ReferencesHold implements Judge {
    private final Map<String, Wish> wishes = new HashMap<>();
    private final Map<Wish.Target, String> living = new HashMap<>();
    private final List<String> offences = new ArrayList<>();
    private int seen;

    @Override
    public void wished(Wish wish) {
        wishes.put(wish.name() + " " + wish.counter(), wish);
    }

    @Override
    public void applied(Effect effect) {
        if (effect.kind() == Effect.Kind.DELETED) {
            living.values().remove(effect.id());
            return;
        }
        var name = effect.object() + " " + effect.key();
        var wish = wishes.get(name + " " + effect.counter());
        if (wish == null) {
            offences.add(name + ": nobody wished for " + effect.counter());
        } else {
            wish.references().forEach((field, target) -> compare(name, field, target, effect));
        }
        if (effect.kind() == Effect.Kind.CREATED) {
            living.put(new Wish.Target(effect.object(), effect.key()), effect.id());
        }
    }

    private void compare(String name, String field, Wish.Target target, Effect effect) {
        var found = effect.values().getOrDefault(field, "");
        var wanted = target.key().isEmpty() ? "" : living.getOrDefault(target, "no such record");
        seen++;
        if (!found.equals(wanted)) {
            offences.add(name + " " + field + ": found \"" + found + "\", wanted \"" + wanted + "\" of "
                    + target.object() + " " + target.key());
        }
    }

    /// How many references were looked at; a judge that saw none judged nothing.
    public int seen() {
        return seen;
    }

    @Override
    public List<String> offences() {
        return offences;
    }
}
