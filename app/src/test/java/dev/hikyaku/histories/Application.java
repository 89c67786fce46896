package dev.hikyaku.histories;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Origin;
import dev.hikyaku.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An application that hands in changes of many keys: whole and partial ones, deletes, each perhaps twice, some late.
final class Application {
    static final List<String> COLUMNS = List.of("last_name", "first_name", "phone");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Random dice;
    private final int keys;
    private final boolean givesVersions;
    private final Model model = new Model();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<Wish> late = new ArrayList<>();
    private int requests;

    /// One change as the application knows it.
    private record Wish(
            String key,
            String request,
            @Nullable Long version,
            @Nullable Map<String, @Nullable String> columns) {
        NewChange change() {
            return new NewChange(
                    key,
                    columns == null ? null : JSON.writeValueAsString(columns),
                    null,
                    new Origin(version, Instant.EPOCH, request, null));
        }
    }

    Application(Random dice, int keys, boolean givesVersions) {
        this.dice = dice;
        this.keys = keys;
        this.givesVersions = givesVersions;
    }

    Model model() {
        return model;
    }

    /// Hands in some changes for about half of the keys, through the same door as every application.
    void act(Ledger ledger) {
        var wishes = new ArrayList<Wish>();
        for (int key = 0; key < keys; key++) {
            for (int left = dice.nextInt(4) - 1; left > 0; left--) {
                wishes.add(wish("k" + key));
            }
        }
        if (givesVersions) {
            // A queue without order: what is delivered late is older than what is known by then.
            Collections.shuffle(wishes, dice);
        }
        late.removeIf(wish -> dice.nextBoolean() && wishes.add(wish));
        var twice = wishes.stream().filter(_ -> dice.nextInt(5) == 0).toList();
        twice.forEach(wish -> (dice.nextBoolean() ? wishes : late).add(wish));
        for (int from = 0; from < wishes.size(); from += 500) {
            var some = wishes.subList(from, Math.min(from + 500, wishes.size()));
            ledger.changes()
                    .takeIn("person", "http", some.stream().map(Wish::change).toList());
            some.forEach(wish -> model.apply(wish.key(), wish.request(), wish.version(), wish.columns()));
        }
    }

    private Wish wish(String key) {
        var version = versions.merge(key, 1L, Long::sum);
        var request = "r" + ++requests;
        if (dice.nextInt(5) == 0) {
            return new Wish(key, request, givesVersions ? version : null, null);
        }
        var columns = new TreeMap<String, @Nullable String>();
        columns.put("version", String.valueOf(version));
        for (var column : COLUMNS) {
            if (dice.nextInt(3) > 0) {
                columns.put(column, dice.nextInt(6) == 0 ? null : column + " " + dice.nextInt(1_000));
            }
        }
        return new Wish(key, request, givesVersions ? version : null, columns);
    }
}
