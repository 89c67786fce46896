package dev.hikyaku.sync;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.salesforce.Salesforce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows whose results never came: the bulk job was deleted, or a result file was cut short. They are looked up in the
/// org; what can't be told apart is sent again, which an upsert by external id and a delete by Id allow.
final class Missing {
    private static final int ASKED_AT_ONCE = 200;

    private final Work work;
    private final BulkJob job;

    /// Writes staged results to changes and records.
    interface Applying {
        void apply(BulkJob job, long first, long end);
    }

    Missing(Work work, BulkJob job) {
        this.work = work;
        this.job = job;
    }

    /// Settles every row that is left.
    ///
    /// @param position first free position of staged results
    void settle(Settlement settlement, long position, Applying applying) {
        var next = position;
        var keys = settlement.missing(job);
        while (!keys.isEmpty()) {
            work.note(
                    "results-missing",
                    "bulk job " + job.remoteId() + ": looked up " + keys.size() + " rows that have no result");
            var rows = new ArrayList<Settlement.Row>(keys.size());
            for (int from = 0; from < keys.size(); from += ASKED_AT_ONCE) {
                rows.addAll(lookUp(keys.subList(from, Math.min(from + ASKED_AT_ONCE, keys.size()))));
            }
            settlement.stage(work.fence(), job, next, rows);
            applying.apply(job, next, next + rows.size());
            next += rows.size();
            keys = settlement.missing(job);
        }
    }

    private List<Settlement.Row> lookUp(List<String> keys) {
        var known = work.ledger().records().remoteIds(work.name(), keys);
        var delete = job.operation().equals("delete");
        var found = delete ? byId(known) : byExternalId(keys);
        var rows = new ArrayList<Settlement.Row>(keys.size());
        for (var key : keys) {
            rows.add(new Settlement.Row(key, delete ? deleted(found, key) : upserted(found, known, key)));
        }
        return rows;
    }

    private static Outcome deleted(Map<String, String> found, String key) {
        return found.containsKey(key) ? again() : new Outcome.Accepted(null);
    }

    /// A record that is there now and was not known before was made by this bulk job. One that was known may or may not
    /// have been changed.
    private static Outcome upserted(Map<String, String> found, Map<String, String> known, String key) {
        var remoteId = found.get(key);
        return remoteId != null && !known.containsKey(key) ? new Outcome.Accepted(remoteId) : again();
    }

    private static Outcome again() {
        return new Outcome.Released("HK3107", "its result never came; it is sent again", Duration.ZERO);
    }

    private Map<String, String> byExternalId(List<String> keys) {
        var field = work.sync().externalId();
        var found = new HashMap<String, String>();
        for (var row : query("SELECT Id, " + field, field, keys)) {
            var key = row.get(field);
            var id = row.get("Id");
            if (key != null && id != null) {
                found.put(key, Salesforce.id18(id));
            }
        }
        return found;
    }

    private Map<String, String> byId(Map<String, String> known) {
        var found = new HashMap<String, String>();
        if (!known.isEmpty()) {
            var there = query("SELECT Id", "Id", List.copyOf(known.values())).stream()
                    .map(row -> Salesforce.id18(String.valueOf(row.get("Id"))))
                    .toList();
            known.forEach((key, id) -> {
                if (there.contains(id)) {
                    found.put(key, id);
                }
            });
        }
        return found;
    }

    private List<Map<String, @Nullable String>> query(String select, String field, List<String> values) {
        var list = String.join(
                ",",
                values.stream()
                        .map(value -> "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'")
                        .toList());
        return work.org().get().query(select + " FROM " + job.object() + " WHERE " + field + " IN (" + list + ")");
    }
}
