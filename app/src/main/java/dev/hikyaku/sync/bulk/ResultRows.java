package dev.hikyaku.sync.bulk;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.salesforce.BulkIngest.ResultFile;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.sync.Codes;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.NumericKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads rows of result files: which record, which outcome.
final class ResultRows {
    private final Work work;
    private final BulkJob job;
    private @Nullable String pausedBy;

    /// What a chunk of rows says.
    ///
    /// @param created keys whose upsert made a record
    /// @param pausedBy why the whole sync has to stop, or null
    record Read(
            List<Settlement.Row> rows,
            Set<String> created,
            @Nullable String pausedBy) {}

    ResultRows(Work work, BulkJob job) {
        this.work = work;
        this.job = job;
    }

    Read read(ResultFile kind, List<NamedCsvRecord> chunk) {
        var ids = new ArrayList<String>(chunk.size());
        chunk.forEach(row -> ids.add(remoteId(row)));
        Map<String, String> keys = isDelete() ? work.ledger().records().keysByRemoteId(work.name(), ids) : Map.of();
        var rows = new ArrayList<Settlement.Row>(chunk.size());
        var created = new HashSet<String>();
        for (int i = 0; i < chunk.size(); i++) {
            var key = isDelete() ? keys.get(ids.get(i)) : key(chunk.get(i));
            if (key != null) {
                rows.add(new Settlement.Row(key, outcome(kind, chunk.get(i), ids.get(i))));
                if (chunk.get(i).findField("sf__Created").orElse("").equalsIgnoreCase("true")) {
                    created.add(key);
                }
            }
        }
        return new Read(rows, created, pausedBy);
    }

    private boolean isDelete() {
        return job.operation().equals("delete");
    }

    private Outcome outcome(ResultFile kind, NamedCsvRecord row, String remoteId) {
        return switch (kind) {
            case SUCCESSFUL -> new Outcome.Accepted(isDelete() ? null : remoteId);
            case UNPROCESSED ->
                new Outcome.Released(
                        "HK3106",
                        "Salesforce did not get to it before the bulk job was " + job.remoteState(),
                        Duration.ZERO);
            case FAILED -> {
                var judged = Codes.judge(row.findField("sf__Error").orElse("UNKNOWN_EXCEPTION"), job.operation());
                if (judged.pauses() && judged.outcome() instanceof Outcome.Released(var code, var reason, var _)) {
                    pausedBy = "HK3202  " + work.name() + ": Salesforce refuses with " + code + ": " + reason
                            + "\n   The changes wait; whose turn: the Salesforce admin"
                            + "\n   fix: mend it in Salesforce or in syncs/" + work.name() + ".yaml, then hikyaku run "
                            + work.name();
                }
                yield judged.outcome();
            }
        };
    }

    private static String remoteId(NamedCsvRecord row) {
        var id = row.findField("sf__Id").orElse("");
        var own = id.isEmpty() ? row.findField("Id").orElse("") : id;
        return own.length() == 15 || own.length() == 18 ? Salesforce.id18(own) : own;
    }

    private @Nullable String key(NamedCsvRecord row) {
        var echo = row.findField(work.sync().externalId()).orElse(null);
        return echo == null || !NumericKeys.isNumber(work, job.object()) ? echo : NumericKeys.plain(echo);
    }
}
