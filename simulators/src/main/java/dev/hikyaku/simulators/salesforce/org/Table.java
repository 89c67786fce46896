package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.schema.Field;
import dev.hikyaku.simulators.salesforce.schema.ObjectSchema;
import dev.hikyaku.simulators.salesforce.schema.RecordIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All records of one object, found by id and by indexed field.
public final class Table {
    private static final Row[] NONE = {};

    private final ObjectSchema schema;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Integer, Map<String, Row[]>> indexes = new HashMap<>();
    private final Map<Integer, Map<String, Row[]>> binIndexes = new HashMap<>();
    private final int keyPosition;
    private final int[] triggers;
    private int live;
    private int refreshes;

    Table(ObjectSchema schema) {
        this.schema = schema;
        for (var position = 0; position < schema.fields().size(); position++) {
            if (schema.fields().get(position).isIndexed()) {
                indexes.put(position, new HashMap<>());
                binIndexes.put(position, new HashMap<>());
            }
        }
        keyPosition = IntStream.range(0, schema.fields().size())
                .filter(at -> schema.fields().get(at).traits().externalId())
                .findFirst()
                .orElse(-1);
        triggers = IntStream.range(0, schema.fields().size())
                .filter(at -> schema.fields().get(at).trigger() != null)
                .toArray();
        // a duplicate rule is looked up by its first field
        schema.rules()
                .duplicates()
                .forEach(rule -> indexes.putIfAbsent(rule.fields().getFirst(), new HashMap<>()));
    }

    /// The object's schema.
    public ObjectSchema schema() {
        return schema;
    }

    /// How many records there are, without the deleted ones.
    public int size() {
        return live;
    }

    /// All records ever made, deleted ones too, in the order of their making; read under the org's lock only.
    public List<Row> rows() {
        return rows;
    }

    /// The 18-character id of a record.
    public String id(Row row) {
        return RecordIds.of(schema.keyPrefix(), refreshes, row.number);
    }

    /// The record with this 15- or 18-character id, deleted ones too.
    public Optional<Row> byId(String id) {
        if (!id.startsWith(schema.keyPrefix())) {
            return Optional.empty();
        }
        var number = RecordIds.number(id, refreshes);
        return number < 1 || number > rows.size() ? Optional.empty() : Optional.of(rows.get((int) number - 1));
    }

    /// Whether records can be found by this field without looking at all of them.
    public boolean isIndexed(int position) {
        return indexes.containsKey(position);
    }

    /// The live records that hold this value in an indexed field.
    public List<Row> byValue(int position, String value) {
        var index = indexes.get(position);
        if (index == null) {
            return List.of();
        }
        return List.of(index.getOrDefault(folded(position, value), NONE));
    }

    /// The records in the recycle bin that hold this value in a unique field.
    List<Row> inBin(int position, String value) {
        return List.of(binIndexes.getOrDefault(position, Map.of()).getOrDefault(folded(position, value), NONE));
    }

    /// The value as the index compares it: letters' case counts only where the schema says so.
    public String folded(int position, String value) {
        return schema.fields().get(position).traits().caseSensitive() ? value : value.toLowerCase(Locale.ROOT);
    }

    /// The value of the record's first external id field, or null.
    @Nullable
    String key(Row row) {
        return keyPosition < 0 ? null : row.values[keyPosition];
    }

    /// The positions of the fields that a trigger changes.
    int[] triggers() {
        return triggers;
    }

    Row create(long at) {
        var row = new Row(rows.size() + 1L, schema.fields().size(), at);
        rows.add(row);
        live++;
        return row;
    }

    void set(Row row, int position, @Nullable String value) {
        var before = row.values[position];
        row.values[position] = value;
        var index = indexes.get(position);
        if (index != null && !Objects.equals(before, value)) {
            unindex(index, position, before, row);
            index(index, position, value, row);
        }
    }

    /// Takes back the making of the newest record.
    void forgetNewest() {
        // its values were taken back before, so no index holds it
        live--;
        rows.removeLast();
    }

    void remove(Row row, boolean purge) {
        if (!row.isDeleted()) {
            live--;
            move(row, indexes, binIndexes);
        }
        row.life = purge ? Row.Life.PURGED : Row.Life.RECYCLED;
    }

    void bringBack(Row row) {
        live++;
        move(row, binIndexes, indexes);
        row.life = Row.Life.LIVE;
        row.deletedWith = "";
        row.masterId = null;
    }

    private void move(Row row, Map<Integer, Map<String, Row[]>> from, Map<Integer, Map<String, Row[]>> to) {
        from.forEach((position, index) -> unindex(index, position, row.values[position], row));
        to.forEach((position, index) -> index(index, position, row.values[position], row));
    }

    /// Gives all records the ids of an org that was refreshed this often.
    void refresh(int newRefreshes) {
        refreshes = newRefreshes;
    }

    /// Gives references their new ids.
    void rename(Map<String, String> ids) {
        for (var row : rows) {
            for (var position = 0; position < row.values.length; position++) {
                var value = row.values[position];
                if (value != null && field(position).reference() != null) {
                    row.values[position] = ids.getOrDefault(value, value);
                }
            }
            var master = row.masterId;
            row.masterId = master == null ? null : ids.getOrDefault(master, master);
            row.deletedWith = ids.getOrDefault(row.deletedWith, row.deletedWith);
        }
    }

    private void index(Map<String, Row[]> index, int position, @Nullable String value, Row row) {
        if (value != null) {
            index.merge(folded(position, value), new Row[] {row}, Table::joined);
        }
    }

    private void unindex(Map<String, Row[]> index, int position, @Nullable String value, Row row) {
        if (value != null) {
            index.computeIfPresent(folded(position, value), (_, holders) -> without(holders, row));
        }
    }

    private static Row @Nullable [] without(Row[] holders, Row row) {
        var left = Arrays.stream(holders)
                .filter(holder -> holder.number != row.number)
                .toArray(Row[]::new);
        return left.length == 0 ? null : left;
    }

    private static Row[] joined(Row[] some, Row[] more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    Field field(int position) {
        return schema.fields().get(position);
    }
}
