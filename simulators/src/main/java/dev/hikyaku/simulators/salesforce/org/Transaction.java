package dev.hikyaku.simulators.salesforce.org;

import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.journal.Line;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import dev.hikyaku.simulators.salesforce.value.RowFailure;
import dev.hikyaku.simulators.salesforce.value.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A group of rows that is written whole: a chunk of at most 200, as Salesforce works.
///
/// Rows that fail leave no trace but their outcome; the others stay, whatever becomes of their neighbours.
public final class Transaction implements AutoCloseable {
    private static final RowFailure ROLLED_BACK = RowFailure.of(
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using AllOrNone header");

    private final Org org;
    private final Journal journal;
    private final ReentrantLock lock;
    private final Origin origin;
    private final long at;
    private final List<Runnable> undos = new ArrayList<>();
    private final boolean undoable;
    private Lines lines;

    Transaction(Org org, Journal journal, ReentrantLock lock, Origin origin) {
        this.org = org;
        this.journal = journal;
        this.lock = lock;
        this.origin = origin;
        this.at = org.clock().millis();
        this.undoable = origin.job() == null;
        this.lines = new Lines(at, origin.job() == null ? 1 << 10 : 1 << 16);
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

    /// Brings a record and what was deleted with it back from the recycle bin; empty when it went well.
    public Optional<RowFailure> undelete(String id) {
        return new RecycleBin(org, this).undelete(id);
    }

    /// Merges one or two records into a master of the same object; empty when it went well.
    public Optional<RowFailure> merge(String masterId, List<String> loserIds) {
        return new RecycleBin(org, this).merge(masterId, loserIds);
    }

    /// Takes everything back; outcomes that were good say so.
    ///
    /// @param tables the object of each outcome
    public List<RowOutcome> rolledBack(List<Table> tables, List<RowOutcome> outcomes) {
        undos.reversed().forEach(Runnable::run);
        undos.clear();
        lines = new Lines(at);
        var told = new ArrayList<RowOutcome>();
        for (var at = 0; at < outcomes.size(); at++) {
            var table = tables.get(at);
            told.add(
                    switch (outcomes.get(at)) {
                        case RowOutcome.Saved saved ->
                            failed(Written.of(table, saved.created() ? "" : saved.id()), ROLLED_BACK);
                        case RowOutcome.Refused refused -> failed(Written.of(table, refused.id()), refused.failure());
                    });
        }
        return told;
    }

    Row create(Table table) {
        var row = table.create(second());
        undo(table::forgetNewest);
        return row;
    }

    void set(Table table, Row row, int position, @Nullable String value) {
        if (undoable) {
            var before = row.values[position];
            undo(() -> table.set(row, position, before));
        }
        table.set(row, position, value);
    }

    void touch(Row row) {
        if (undoable) {
            var before = row.modifiedAt;
            undo(() -> row.modifiedAt = before);
        }
        row.modifiedAt = second();
    }

    void remove(Table table, Row row, boolean purge) {
        table.remove(row, purge);
        undo(() -> table.bringBack(row));
    }

    private void undo(Runnable step) {
        // a bulk job never rolls back, and a million steps would only cost memory
        if (undoable) {
            undos.add(step);
        }
    }

    /// Writes everything to the journal with a `commit` line that carries these members.
    public void commit(Consumer<JsonGenerator> members) {
        lines.add("commit", json -> {
            Lines.text(json, "via", origin.via());
            Lines.text(json, "job", origin.job());
            members.accept(json);
        });
        journal.write(lines);
    }

    @Override
    public void close() {
        lock.unlock();
    }

    /// The moment the journal tells for everything in here, in milliseconds since 1970.
    public long at() {
        return at;
    }

    long second() {
        return Org.secondOf(at);
    }

    void saved(String kind, Written written, @Nullable String[] patch) {
        var table = written.table;
        var line = begin(kind, table, written.id)
                .text("externalId", written.externalId)
                .open("values");
        for (var position = 0; position < patch.length; position++) {
            var value = patch[position];
            if (value != null) {
                line.text(table.field(position).name(), value.equals(Values.NULL) ? null : value);
            }
        }
        end(line.close(), written.operation);
    }

    /// A record about to be told of.
    ///
    /// @param operation what its maker asked for
    record Written(Table table, String id, @Nullable String externalId, String operation) {
        static Written of(Table table, String id) {
            return new Written(table, id, null, "rollback");
        }
    }

    void deleted(Table table, Row row, String operation) {
        var line = begin("record.deleted", table, table.id(row)).text("externalId", table.key(row));
        line.flag("purged", row.life == Row.Life.PURGED);
        line.text("deletedWith", row.deletedWith.isEmpty() ? null : row.deletedWith);
        end(line.text("masterId", row.masterId), operation);
    }

    void undeleted(Table table, Row row) {
        end(begin("record.undeleted", table, table.id(row)).text("externalId", table.key(row)), "undelete");
    }

    RowOutcome failed(Written written, RowFailure failure) {
        var id = written.id.isEmpty() ? null : written.id;
        var line = begin("row.failed", written.table, id).text("externalId", written.externalId);
        end(line.text("code", failure.code()).text("message", failure.message()), written.operation);
        return new RowOutcome.Refused(written.id, failure);
    }

    private Line begin(String kind, Table table, @Nullable String id) {
        return lines.line(kind).text("object", table.schema().name()).text("id", id);
    }

    private void end(Line line, String operation) {
        line.text("operation", operation)
                .text("via", origin.via())
                .text("job", origin.job())
                .end();
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
