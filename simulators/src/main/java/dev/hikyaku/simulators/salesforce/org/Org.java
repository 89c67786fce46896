package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.schema.ObjectSchema;
import dev.hikyaku.simulators.salesforce.schema.OrgSchema;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// All records of the fake org.
public final class Org {
    private final OrgSchema schema;
    private final Clock clock;
    private final Journal journal;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /// An empty org that will write into this journal.
    public Org(OrgSchema schema, Clock clock, Journal journal) {
        this.schema = schema;
        this.clock = clock;
        this.journal = journal;
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

    /// Takes a committed `record.*` line of the journal into memory.
    public void restore(JsonNode line) {
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
        if (line.path("kind").asString().equals("record.deleted")) {
            table.remove(row, line.path("purged").asBoolean());
            return;
        }
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
