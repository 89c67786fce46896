package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.BulkJobs.BulkJob;
import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.ledger.Settlement;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.sync.Failpoint;
import dev.hikyaku.sync.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows whose results never came: the bulk job was deleted, a result file was cut short, the answer to a call was lost.
/// They are looked up in the
/// org; what can't be told apart is sent again, which an upsert by external id and a delete by Id allow.
public final class Missing {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]", Locale.ROOT);

    private final Work work;
    private final BulkJob job;
    private final Duration pause;

    /// The rows of one bulk job or call.
    ///
    /// @param pause how long those wait that are sent again
    public Missing(Work work, BulkJob job, Duration pause) {
        this.work = work;
        this.job = job;
        this.pause = pause;
    }

    /// Settles every row that is left.
    ///
    /// @return why the sync has to stop, or null
    public @Nullable String settle(Settlement settlement, Settlement.Work own) {
        String stops = null;
        var keys = settlement.missing(job);
        while (!keys.isEmpty()) {
            work.note(
                    "results-missing",
                    "bulk job " + job.remoteId() + ": looked up " + keys.size() + " rows that have no result");
            var rows = job.operation().equals("delete") ? deleted(keys) : upserted(keys);
            // What is accepted here was made by this bulk job.
            var followed = new OtherIds(work, job).follow(rows, Set.copyOf(keys));
            stops = stops == null ? followed.stops() : stops;
            new Cascades(work, job).follow(followed.rows());
            settlement.settle(own, followed.rows());
            work.checkpoint();
            Failpoint.MID_SETTLE.reached();
            keys = settlement.missing(job);
        }
        return stops;
    }

    private List<Settlement.Row> deleted(List<String> keys) {
        var known = work.ledger().records().remoteIds(work.name(), keys);
        var there = new HashSet<String>();
        work.org()
                .get()
                .byId(job.object(), known.values(), List.of())
                .forEach(row -> there.add(Salesforce.id18(String.valueOf(row.get("Id")))));
        var rows = new ArrayList<Settlement.Row>(keys.size());
        for (var key : keys) {
            var remoteId = known.get(key);
            var remains = remoteId != null && there.contains(remoteId);
            rows.add(new Settlement.Row(key, remains ? again() : Outcome.Accepted.deleted(remoteId)));
        }
        return rows;
    }

    /// A record that was made since the bulk job was prepared, under a key that only we send, was made by it. One that
    /// is older may or may not have been changed.
    private List<Settlement.Row> upserted(List<String> keys) {
        var object = work.descriptions().apply(job.object());
        // Answers name fields as Salesforce spells them.
        var field = object.field(work.sync().externalId())
                .map(FieldDescription::name)
                .orElse(work.sync().externalId());
        var made = new HashMap<String, String>();
        var isNumber = NumericKeys.isNumber(object, field);
        for (var row : work.org().get().byExternalId(object, field, keys, List.of("Id", "CreatedDate"))) {
            var key = row.get(field);
            if (key != null && isNew(row.get("CreatedDate"))) {
                made.put(isNumber ? NumericKeys.plain(key) : key, Salesforce.id18(String.valueOf(row.get("Id"))));
            }
        }
        var rows = new ArrayList<Settlement.Row>(keys.size());
        for (var key : keys) {
            var remoteId = made.get(key);
            rows.add(new Settlement.Row(key, remoteId == null ? again() : new Outcome.Accepted(remoteId)));
        }
        return rows;
    }

    private boolean isNew(@Nullable String created) {
        try {
            return created != null
                    && !OffsetDateTime.parse(created, TIME).toInstant().isBefore(since());
        } catch (DateTimeParseException unreadable) {
            return false;
        }
    }

    private Instant since() {
        return job.preparedAt().minus(CLOCKS_DIFFER);
    }

    private Outcome again() {
        return new Outcome.Released("HK3107", "its result never came; it is sent again", pause);
    }
}
