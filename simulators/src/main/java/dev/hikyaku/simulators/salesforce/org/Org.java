package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import dev.hikyaku.simulators.salesforce.schema.ObjectSchema;
import dev.hikyaku.simulators.salesforce.schema.OrgSchema;
import dev.hikyaku.simulators.salesforce.schema.RecordIds;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// All records of the fake org.
public final class Org {
    private static final Duration RECYCLED_FOR = Duration.ofDays(15);

    private final OrgSchema schema;
    private final Clock clock;
    private final Journal journal;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean recycledKeysBlock;
    private volatile int refreshes;

    /// An empty org that will write into this journal.
    public Org(OrgSchema schema, Clock clock, Journal journal) {
        this.schema = schema;
        this.clock = clock;
        this.journal = journal;
        this.recycledKeysBlock = schema.allowances().recycledKeysBlock();
        schema.objects().forEach((name, object) -> tables.put(name, new Table(object)));
    }

    /// The schema the org was made from.
    public OrgSchema schema() {
        return schema;
    }

    /// The clock all time stamps come from.
    public Clock clock() {
        return clock;
    }

    /// All objects' records, in the order of the schema.
    public Collection<Table> tables() {
        return tables.values();
    }

    /// The records of the object with this API name, in any case.
    public Optional<Table> table(String apiName) {
        return schema.object(apiName).map(ObjectSchema::name).map(tables::get);
    }

    /// The records of the object whose ids begin as this one does.
    public Optional<Table> tableOf(String id) {
        return tables.values().stream()
                .filter(table -> id.startsWith(table.schema().keyPrefix()))
                .findFirst();
    }

    /// The organisation's id; a refresh changes it.
    public String id() {
        return refreshes == 0 ? schema.id() : RecordIds.of("00D", refreshes, 0x4000);
    }

    /// Whether a unique value of a record in the recycle bin counts as taken.
    public boolean recycledKeysBlock() {
        return recycledKeysBlock;
    }

    /// Sets whether a unique value of a record in the recycle bin counts as taken.
    public void recycledKeysBlock(boolean block) {
        recycledKeysBlock = block;
    }

    /// Whether a record is beyond the recycle bin: hard deleted, or there for more than 15 days.
    public boolean isGone(Row row) {
        return row.life == Row.Life.PURGED
                || (row.life == Row.Life.RECYCLED && clock.millis() - row.modifiedAt > RECYCLED_FOR.toMillis());
    }

    /// Copies the org as a sandbox refresh does: the same records under other ids, in an org with another id.
    public void refresh() {
        read(() -> {
            var next = refreshes + 1;
            journal.write(new Lines(clock.millis())
                    .add("org.refreshed", json -> json.writeNumberProperty("refreshes", next)));
            refreshed(next);
            return next;
        });
    }

    private void refreshed(int next) {
        var renamed = new HashMap<String, String>();
        for (var table : tables.values()) {
            var before = table.rows().stream().map(table::id).toList();
            table.refresh(next);
            table.rows().forEach(row -> renamed.put(before.get((int) row.number - 1), table.id(row)));
        }
        tables.values().forEach(table -> table.rename(renamed));
        refreshes = next;
    }

    /// Matches column names with the schema.
    ///
    /// @throws Columns.UnknownColumn on the first name the schema does not know
    public Columns columns(Table table, List<String> names) throws Columns.UnknownColumn {
        return Columns.of(this, table, names);
    }

    /// Starts the one transaction that may write now; waits while another is open.
    ///
    public Transaction begin(Origin origin) {
        lock.lock();
        return new Transaction(this, journal, lock, origin);
    }

    /// Looks at the records while nobody writes.
    public <T> T read(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /// Takes a committed `record.*` or `org.*` line of the journal into memory.
    public void restore(JsonNode line) {
        if (line.path("kind").asString().equals("org.refreshed")) {
            refreshed(line.path("refreshes").asInt());
            return;
        }
        var table = tables.get(line.path("object").asString());
        if (table == null) {
            throw new IllegalStateException("the journal tells of the object " + line.path("object")
                    + ", which the schema does not have; use another folder or put the object back");
        }
        var at = secondOf(line.path("at").asLong());
        var id = line.path("id").asString();
        var created = line.path("kind").asString().equals("record.created");
        var row = created ? table.create(at) : table.byId(id).orElseThrow();
        row.modifiedAt = at;
        switch (line.path("kind").asString()) {
            case "record.deleted" -> {
                table.remove(row, line.path("purged").asBoolean());
                row.deletedWith = line.path("deletedWith").asString("");
                row.masterId = line.path("masterId").asStringOpt().orElse(null);
            }
            case "record.undeleted" -> table.bringBack(row);
            default -> restoreValues(table, row, line);
        }
    }

    private static void restoreValues(Table table, Row row, JsonNode line) {
        for (var member : line.path("values").properties()) {
            var value = member.getValue();
            table.schema()
                    .position(member.getKey())
                    .ifPresent(position -> table.set(row, position, value.isNull() ? null : value.asString()));
        }
    }

    static long secondOf(long millis) {
        return Math.floorDiv(millis, 1000) * 1000;
    }
}
