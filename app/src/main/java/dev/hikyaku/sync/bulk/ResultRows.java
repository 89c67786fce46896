package dev.hikyaku.sync.bulk;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.salesforce.BulkIngest.ResultFile;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.sync.Refusals;
import dev.hikyaku.sync.RowError;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.NumericKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads rows of result files: which record, which outcome.
final class ResultRows {
    private final Work work;
    private final BulkJob job;
    private final Refusals refusals;
    private final boolean numericKeys;

    /// What a chunk of rows says.
    ///
    /// @param created keys whose upsert made a record
    /// @param pausedBy why the whole sync ([CannotCarry]) or the run ([OrgPaused]) has to stop, or null
    record Read(
            List<Settlement.Row> rows,
            Set<String> created,
            @Nullable RuntimeException pausedBy) {}

    ResultRows(Work work, BulkJob job) {
        this.work = work;
        this.job = job;
        this.numericKeys = NumericKeys.isNumber(work, job.object());
        this.refusals = new Refusals(work, job.operation());
    }

    Read read(ResultFile kind, List<NamedCsvRecord> chunk) {
        var ids = new ArrayList<String>(chunk.size());
        chunk.forEach(row -> ids.add(remoteId(row)));
        Map<String, String> keys = isDelete() ? work.ledger().records().keysByRemoteId(work.name(), ids) : Map.of();
        var rows = new ArrayList<Result>(chunk.size());
        for (int i = 0; i < chunk.size(); i++) {
            var key = isDelete() ? keys.get(ids.get(i)) : key(chunk.get(i));
            if (key != null) {
                rows.add(new Result(key, ids.get(i), chunk.get(i)));
            }
        }
        return new Read(outcomes(kind, rows), created(rows), refusals.pausedBy());
    }

    private static Set<String> created(List<Result> rows) {
        return rows.stream()
                .filter(result ->
                        result.row().findField("sf__Created").orElse("").equalsIgnoreCase("true"))
                .map(Result::key)
                .collect(Collectors.toSet());
    }

    private record Result(String key, String remoteId, NamedCsvRecord row) {}

    private List<Settlement.Row> outcomes(ResultFile kind, List<Result> results) {
        var released = kind == ResultFile.FAILED
                ? work.ledger()
                        .settlement()
                        .releases(job, results.stream().map(Result::key).toList())
                : Map.<String, Map<String, Integer>>of();
        return results.stream()
                .map(result -> new Settlement.Row(
                        result.key(),
                        switch (kind) {
                            case SUCCESSFUL ->
                                isDelete()
                                        ? Outcome.Accepted.deleted(result.remoteId())
                                        : new Outcome.Accepted(result.remoteId());
                            case UNPROCESSED ->
                                new Outcome.Released(
                                        "HK3106",
                                        "Salesforce did not get to it before the bulk job was " + job.remoteState(),
                                        Duration.ZERO);
                            case FAILED -> judge(result, released.getOrDefault(result.key(), Map.of()));
                        }))
                .toList();
    }

    private boolean isDelete() {
        return job.operation().equals("delete");
    }

    private Outcome judge(Result result, Map<String, Integer> released) {
        var error = RowError.of(result.row().findField("sf__Error").orElse("UNKNOWN_EXCEPTION"));
        if (error.code().equals("DUPLICATES_DETECTED") && work.sync().travel().allowDuplicates()) {
            // Bulk API can't say that duplicates are allowed; the other lane can.
            return new Outcome.Released(error.code(), error.reason(), Duration.ZERO);
        }
        var outcome = refusals.judge(error, released.getOrDefault(error.code(), 0), parent(result.row()));
        // Judged accepted: a delete of what somebody else deleted before.
        return outcome instanceof Outcome.Accepted ? Outcome.Accepted.deleted(result.remoteId()) : outcome;
    }

    /// What the row was sent as its first reference; deletes have none.
    private @Nullable String parent(NamedCsvRecord row) {
        return work.sync().references().stream()
                .findFirst()
                .flatMap(reference -> row.findField(reference.target()))
                .orElse(null);
    }

    private static String remoteId(NamedCsvRecord row) {
        var id = row.findField("sf__Id").orElse("");
        var own = id.isEmpty() ? row.findField("Id").orElse("") : id;
        return own.length() == 15 || own.length() == 18 ? Salesforce.id18(own) : own;
    }

    private @Nullable String key(NamedCsvRecord row) {
        var echo = row.findField(work.sync().externalId()).orElse(null);
        return echo == null || !numericKeys ? echo : NumericKeys.plain(echo);
    }
}
