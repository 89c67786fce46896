package dev.hikyaku.sync.bulk;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Settlement.Claimed;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.Page.Row;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the ledger said of the rows of one bulk job when they were claimed, in a file beside its CSV, so that it need
/// not be asked again row by row.
///
/// Only a cache, and only for the run that wrote it: while a run holds its lease, nobody else gives a record of its
/// sync an id, and what is claimed is barred. Any other run asks the ledger.
final class ClaimedRows {
    private final Map<String, Claimed> changes = new HashMap<>();
    private final Set<String> withRemoteId = new HashSet<>();

    /// Those of a bulk job; none when they are not known.
    static ClaimedRows of(Work work, BulkJob job) {
        var rows = new ClaimedRows();
        var file = fileOf(work, job);
        if (job.runId() == work.run().id() && Files.isReadable(file)) {
            try {
                rows.read(file, job.rows());
            } catch (IOException unreadable) {
                return new ClaimedRows();
            }
        }
        return rows;
    }

    void add(List<Row> rows) {
        for (var row : rows) {
            var change = row.change();
            add(change.key(), new Claimed(change.id(), change.version()), row.isKnown());
        }
    }

    private void add(String key, Claimed change, boolean hasRemoteId) {
        changes.put(key, change);
        if (hasRemoteId) {
            withRemoteId.add(key);
        }
    }

    void write(Work work, BulkJob job) {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fileOf(work, job))))) {
            for (var one : changes.entrySet()) {
                out.writeUTF(one.getKey());
                out.writeLong(one.getValue().id());
                out.writeLong(one.getValue().version());
                out.writeBoolean(withRemoteId.contains(one.getKey()));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read(Path file, long rows) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long row = 0; row < rows; row++) {
                add(in.readUTF(), new Claimed(in.readLong(), in.readLong()), in.readBoolean());
            }
        }
    }

    /// The claimed changes by key.
    Map<String, Claimed> changes() {
        return changes;
    }

    /// Whether all of these keys are among them, and none had a remote id.
    boolean areNew(Collection<String> keys) {
        return changes.keySet().containsAll(keys) && keys.stream().noneMatch(withRemoteId::contains);
    }

    private static Path fileOf(Work work, BulkJob job) {
        return Extract.folderOf(work, job).resolve("claimed-rows");
    }
}
