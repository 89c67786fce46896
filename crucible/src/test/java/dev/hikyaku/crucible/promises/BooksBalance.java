package dev.hikyaku.crucible.promises;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The ledger's sums are right by themselves, and it calls nothing accepted that the org did not do.
public final class BooksBalance implements Judge {
    private final Map<String, Long> effects = new HashMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Set<String> created = new HashSet<>();
    private final List<String> offences = new ArrayList<>();
    private boolean closed;

    @Override
    public void withdrawn(String object, String key) {
        withdrawn.add(object + " " + key);
    }

    @Override
    public void applied(Effect effect) {
        effects.merge(effect.object(), 1L, Long::sum);
        created.add(effect.object() + " " + effect.key());
    }

    @Override
    public void closed(List<Account> books) {
        closed = !books.isEmpty();
        books.forEach(this::judge);
    }

    private void judge(Account account) {
        var sum =
                account.accepted() + account.rejected() + account.superseded() + account.unknown() + account.waiting();
        if (account.unaccounted() != 0 || sum != account.takenIn()) {
            offences.add("the books of " + account.sync() + " do not balance: " + account);
        }
        var applied = effects.getOrDefault(account.object(), 0L);
        // Deleting what never was in the org is accepted, and nothing has to be done for it.
        var needless = withdrawn.stream()
                .filter(name -> name.startsWith(account.object() + " ") && !created.contains(name))
                .count();
        if (account.accepted() < applied || account.accepted() > applied + needless) {
            offences.add(account.sync() + ": accepted " + account.accepted() + ", but the org did " + applied);
        }
    }

    @Override
    public List<String> offences() {
        return closed ? offences : List.of("the books were never closed");
    }
}
