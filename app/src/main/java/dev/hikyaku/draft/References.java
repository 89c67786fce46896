package dev.hikyaku.draft;

import dev.hikyaku.intake.tables.Table;
import dev.hikyaku.intake.tables.Table.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What points to what: by foreign keys, else by the names of columns. Circles are cut.
final class References {
    private final List<Chosen> chosen;
    private final Map<String, List<Found>> bySync = new LinkedHashMap<>();

    /// One reference.
    ///
    /// @param by column with the other record's key
    /// @param byName whether no foreign key says so
    /// @param cut whether it would close a circle
    record Found(String by, Chosen to, boolean byName, boolean cut) {
        private Found cutting() {
            return new Found(by, to, byName, true);
        }
    }

    References(List<Chosen> chosen) {
        this.chosen = chosen;
        chosen.forEach(one -> bySync.put(one.sync(), found(one)));
        cut();
    }

    /// References of one sync, in the order of its columns.
    List<Found> of(Chosen one) {
        return bySync.getOrDefault(one.sync(), List.of());
    }

    /// Foreign keys that can't be references, for they point to something else than the key.
    List<Pointer> toOtherKeys(Chosen one) {
        return one.table().pointers().stream()
                .filter(pointer -> pointer.columns().size() == 1)
                .filter(pointer ->
                        to(pointer.table()).isPresent() && target(pointer).isEmpty())
                .toList();
    }

    private List<Found> found(Chosen one) {
        var pointed = new HashMap<String, Chosen>();
        one.table()
                .pointers()
                .forEach(pointer -> target(pointer)
                        .ifPresent(to -> pointed.putIfAbsent(pointer.columns().getFirst(), to)));
        var found = new ArrayList<Found>();
        for (var column : one.table().columns()) {
            var name = column.name();
            var to = pointed.get(name);
            if (to != null) {
                found.add(new Found(name, to, false, false));
            } else if (!isPointing(one.table(), name) && !name.equals(one.key())) {
                byName(one, name).ifPresent(guess -> found.add(new Found(name, guess, true, false)));
            }
        }
        return found;
    }

    private static boolean isPointing(Table table, String column) {
        return table.pointers().stream().anyMatch(pointer -> pointer.columns().contains(column));
    }

    private Optional<Chosen> to(String table) {
        return chosen.stream().filter(one -> one.table().name().equals(table)).findFirst();
    }

    private Optional<Chosen> target(Pointer pointer) {
        if (pointer.columns().size() != 1) {
            return Optional.empty();
        }
        return to(pointer.table())
                .filter(to -> to.table().key().equals(Optional.of(pointer.to().getFirst())));
    }

    /// `company_id` may hold the key of `companies`.
    private Optional<Chosen> byName(Chosen from, String column) {
        var words = Names.words(column);
        if (words.size() < 2 || !words.getLast().equals("id")) {
            return Optional.empty();
        }
        var wanted = words.subList(0, words.size() - 1);
        return chosen.stream()
                .filter(to -> to.words().equals(wanted) && to.hasPlainKey())
                .filter(to -> kind(to.table(), to.key()).equals(kind(from.table(), column)))
                .findFirst();
    }

    private static Optional<Table.Kind> kind(Table table, String column) {
        return table.column(column).map(Table.Column::kind);
    }

    /// Depth first; what leads back to where the way came from is cut. A sync may point to itself.
    private void cut() {
        var done = new HashSet<String>();
        chosen.stream()
                .sorted(Comparator.comparingLong(this::standard).reversed())
                .forEach(one -> visit(one.sync(), new LinkedHashSet<>(), done));
    }

    /// Whoever points by standard fields begins, so that these are kept and others are cut.
    private long standard(Chosen one) {
        return of(one).stream()
                .filter(found ->
                        Knowledge.pointer(one.object(), found.to().object()).isPresent())
                .count();
    }

    private void visit(String sync, Set<String> way, Set<String> done) {
        if (!done.add(sync)) {
            return;
        }
        way.add(sync);
        var found = new ArrayList<>(bySync.getOrDefault(sync, List.of()));
        for (var i = 0; i < found.size(); i++) {
            var to = found.get(i).to().sync();
            if (!to.equals(sync) && way.contains(to)) {
                found.set(i, found.get(i).cutting());
            } else if (!to.equals(sync)) {
                visit(to, way, done);
            }
        }
        bySync.put(sync, List.copyOf(found));
        way.remove(sync);
    }
}
