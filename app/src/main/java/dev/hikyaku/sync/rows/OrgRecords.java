package dev.hikyaku.sync.rows;

import dev.hikyaku.manifest.Sync;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.Salesforce;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Asks the org for records of one sync.
public final class OrgRecords {
    private static final String MASTER = "MasterRecordId";
    private static final int LONGEST_CHAIN = 10;

    private final Salesforce org;
    private final Sync sync;
    private final ObjectDescription object;
    private final String externalId;
    private final boolean numericKeys;

    /// Over one object, as the org describes it.
    public OrgRecords(Salesforce org, Sync sync, ObjectDescription object) {
        this.org = org;
        this.sync = sync;
        this.object = object;
        // Answers name fields as Salesforce spells them.
        this.externalId = object.field(sync.externalId())
                .map(ObjectDescription.FieldDescription::name)
                .orElse(sync.externalId());
        this.numericKeys = NumericKeys.isNumber(object, externalId);
    }

    /// What became of a record that has an id.
    public sealed interface Fate {
        /// It is there.
        record There() implements Fate {}

        /// It was deleted, and is in the recycle bin or beyond.
        record Gone() implements Fate {}

        /// It was merged into this record, which is there.
        record Merged(String masterId) implements Fate {}
    }

    /// The org's records under these keys, with their `Id`, by key as the org compares it: see [#comparable].
    ///
    /// @param fields API names to ask for, beside `Id` and the external id
    public Map<String, Map<String, @Nullable String>> byKey(Collection<String> keys, Collection<String> fields) {
        var columns = new TreeSet<>(fields);
        columns.add("Id");
        var found = new HashMap<String, Map<String, @Nullable String>>();
        for (var row : org.byExternalId(object, externalId, keys, List.copyOf(columns))) {
            found.put(key(row), row);
        }
        return found;
    }

    /// A page of the org's records that have a key, behind an id; each as `Id` and external id.
    public List<Map<String, @Nullable String>> page(String after, int limit) {
        var behind = after.isEmpty() ? "" : " AND Id > '" + after + "'";
        return org.query(select(Set.of("Id", externalId)) + " WHERE " + externalId + " != null" + behind
                + " ORDER BY Id LIMIT " + limit);
    }

    /// The key of a row of the org.
    public String key(Map<String, @Nullable String> row) {
        return comparable(String.valueOf(row.get(externalId)));
    }

    /// A key as the org compares it: numbers by value, texts of most fields whatever the case of their letters.
    public String comparable(String key) {
        if (numericKeys) {
            return NumericKeys.plain(key);
        }
        var exact = object.field(externalId)
                .map(ObjectDescription.FieldDescription::caseSensitive)
                .orElse(true);
        return exact ? key : key.toLowerCase(Locale.ROOT);
    }

    /// What became of the records with these ids; one that the org knows nothing of is gone.
    public Map<String, Fate> fates(Collection<String> ids) {
        var rows = new HashMap<String, Map<String, @Nullable String>>();
        var open = Set.copyOf(ids);
        for (int link = 0; link < LONGEST_CHAIN && !open.isEmpty(); link++) {
            var next = new TreeSet<String>();
            for (var row : withDeleted(open)) {
                rows.put(Salesforce.id18(String.valueOf(row.get("Id"))), row);
                var master = row.get(MASTER);
                if (master != null && !rows.containsKey(Salesforce.id18(master))) {
                    next.add(Salesforce.id18(master));
                }
            }
            open = Set.copyOf(next);
        }
        var fates = new HashMap<String, Fate>();
        ids.forEach(id -> fates.put(id, fate(id, rows)));
        return fates;
    }

    private static Fate fate(String id, Map<String, Map<String, @Nullable String>> rows) {
        var at = id;
        for (int link = 0; link < LONGEST_CHAIN; link++) {
            var row = rows.get(at);
            if (row == null) {
                return new Fate.Gone();
            }
            if (!"true".equals(row.get("IsDeleted"))) {
                return at.equals(id) ? new Fate.There() : new Fate.Merged(at);
            }
            var master = row.get(MASTER);
            if (master == null) {
                return new Fate.Gone();
            }
            at = Salesforce.id18(master);
        }
        return new Fate.Gone();
    }

    private List<Map<String, @Nullable String>> withDeleted(Collection<String> ids) {
        // Only objects whose records can be merged have a master; asking others for it is refused.
        var columns = object.field(MASTER).isPresent() ? List.of("IsDeleted", MASTER) : List.of("IsDeleted");
        return org.withDeleted(sync.object(), "Id", ids, columns);
    }

    private String select(Collection<String> columns) {
        return "SELECT " + String.join(", ", columns) + " FROM " + sync.object();
    }
}
