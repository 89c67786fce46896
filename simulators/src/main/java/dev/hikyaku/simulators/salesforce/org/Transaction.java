package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A group of rows that is written whole: a chunk of at most 200, as Salesforce works.
///
/// Rows that fail leave no trace but their outcome; the others stay, whatever becomes of their neighbours.
public final class Transaction implements AutoCloseable {
    private final Org org;
    private final Journal journal;
    private final ReentrantLock lock;
    private final @Nullable String job;
    private final long at;
    private final Lines lines;

    Transaction(Org org, Journal journal, ReentrantLock lock, @Nullable String job) {
        this.org = org;
        this.journal = journal;
        this.lock = lock;
        this.job = job;
        this.at = org.clock().millis();
        this.lines = new Lines(at, job == null ? 1 << 10 : 1 << 17);
    }

    /// Creates or changes the rows; outcomes come in the rows' order.
    public List<RowOutcome> save(Save save, List<String[]> rows) {
        var duplicates = duplicates(save, rows);
        var writer = new RowWriter(org, save, this);
        var outcomes = new ArrayList<RowOutcome>(rows.size());
        for (var cells : rows) {
            outcomes.add(writer.write(cells, duplicates));
        }
        return outcomes;
    }

    /// Deletes the records of these ids; outcomes come in the ids' order.
    public List<RowOutcome> delete(Save save, List<String[]> rows) {
        return new RowDeleter(org, this, save).delete(rows);
    }

    /// Writes everything to the journal with a `commit` line that carries these members.
    public void commit(Consumer<JsonGenerator> members) {
        lines.add("commit", json -> {
            Lines.text(json, "job", job);
            members.accept(json);
        });
        journal.write(lines);
    }

    @Override
    public void close() {
        lock.unlock();
    }

    long second() {
        return Org.secondOf(at);
    }

    void saved(String kind, Table table, Row row, @Nullable String externalId, @Nullable String[] patch) {
        lines.add(kind, json -> {
            json.writeStringProperty("object", table.schema().name());
            json.writeStringProperty("id", table.id(row));
            Lines.text(json, "externalId", externalId);
            json.writeObjectPropertyStart("values");
            for (var position = 0; position < patch.length; position++) {
                var value = patch[position];
                if (value != null) {
                    Lines.text(json, table.field(position).name(), value.equals(Values.NULL) ? null : value);
                }
            }
            json.writeEndObject();
            Lines.text(json, "job", job);
        });
    }

    void deleted(Table table, Row row) {
        lines.add("record.deleted", json -> {
            json.writeStringProperty("object", table.schema().name());
            json.writeStringProperty("id", table.id(row));
            json.writeBooleanProperty("purged", row.life == Row.Life.PURGED);
            Lines.text(json, "job", job);
        });
    }

    RowOutcome failed(Table table, String id, @Nullable String externalId, RowFailure failure) {
        lines.add("row.failed", json -> {
            json.writeStringProperty("object", table.schema().name());
            Lines.text(json, "id", id.isEmpty() ? null : id);
            Lines.text(json, "externalId", externalId);
            json.writeStringProperty("code", failure.code());
            json.writeStringProperty("message", failure.message());
            Lines.text(json, "job", job);
        });
        return new RowOutcome.Refused(id, failure);
    }

    private static Set<String> duplicates(Save save, List<String[]> rows) {
        var column = save.columns().columnOf(save.matchBy());
        var twice = new HashSet<String>();
        if (save.operation() != Operation.UPSERT || column < 0) {
            return twice;
        }
        var once = new HashSet<String>();
        for (var cells : rows) {
            var key = RowWriter.matchKey(save, cells[column]);
            if (!key.isEmpty() && !once.add(key)) {
                twice.add(key);
            }
        }
        return twice;
    }
}
