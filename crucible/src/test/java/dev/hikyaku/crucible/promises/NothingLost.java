package dev.hikyaku.crucible.promises;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every record the application wants is in the org with its newest values, or the ledger says why not; every record it
/// withdrew is gone.
public final class NothingLost implements Judge {
    private record Name(String object, String key) {
        @Override
        public String toString() {
            return object + " " + key;
        }
    }

    private final Map<Name, Wish> wanted = new LinkedHashMap<>();
    private final Map<Name, Map<String, String>> present = new HashMap<>();
    private final Map<String, Name> names = new HashMap<>();
    private final Set<Name> excused = new HashSet<>();

    @Override
    public void wished(Wish wish) {
        wanted.put(new Name(wish.object(), wish.key()), wish);
    }

    @Override
    public void withdrawn(String object, String key) {
        wanted.remove(new Name(object, key));
    }

    @Override
    public void applied(Effect effect) {
        switch (effect.kind()) {
            case CREATED -> {
                var name = new Name(effect.object(), effect.key());
                names.put(effect.id(), name);
                present.put(name, new HashMap<>(effect.values()));
            }
            case UPDATED -> {
                var name = names.getOrDefault(effect.id(), new Name(effect.object(), effect.key()));
                present.computeIfAbsent(name, _ -> new HashMap<>()).putAll(effect.values());
            }
            case DELETED -> present.remove(names.get(effect.id()));
        }
    }

    @Override
    public void closed(List<Account> books) {
        excused.clear();
        books.forEach(account -> account.excused().forEach(key -> excused.add(new Name(account.object(), key))));
    }

    @Override
    public List<String> offences() {
        var offences = new ArrayList<String>();
        wanted.forEach((name, wish) -> {
            var record = present.get(name);
            if (excused.contains(name)) {
                return;
            }
            if (record == null) {
                offences.add(name + " is not in the org, and the ledger does not say why");
            } else {
                compare(name, wish, record, offences);
            }
        });
        present.keySet().stream()
                .filter(name -> !wanted.containsKey(name) && !excused.contains(name))
                .forEach(name -> offences.add(name + " is in the org, but was withdrawn"));
        return offences;
    }

    private static void compare(Name name, Wish wish, Map<String, String> record, List<String> offences) {
        var values = new HashMap<>(wish.values());
        values.put(Effect.COUNTER, Long.toString(wish.counter()));
        values.forEach((field, value) -> {
            var found = record.getOrDefault(field, "");
            if (!found.equals(value)) {
                offences.add(name + " " + field + ": found \"" + found + "\", wanted \"" + value + "\"");
            }
        });
    }
}
