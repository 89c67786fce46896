package dev.hikyaku.drift;

import dev.hikyaku.drift.Differences.Difference;
import dev.hikyaku.drift.Differences.Kind;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.remote.KnownRecords.Known;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.rows.OrgRecords;
import dev.hikyaku.sync.rows.OrgRecords.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares the ledger's records of one sync with the org's: what was accepted last should still be there.
///
/// First the ledger's present records are asked for by external id, then the org's records are looked up in the ledger.
/// Records that change meanwhile may show as differing.
public final class Drift {
    private static final int PAGE = 500;
    private static final int ORG_PAGE = 2_000;

    private final Looking looking;
    private final OrgRecords org;
    private final Map<String, FieldDescription> fields = new HashMap<>();
    private final Found found;

    /// What is compared.
    ///
    /// @param object as the org describes it
    /// @param checkpoint called where stopping is safe; throws to stop
    public record Looking(
            Sync sync,
            Manifest manifest,
            Ledger ledger,
            Salesforce org,
            ObjectDescription object,
            Runnable checkpoint,
            Work.Progress progress) {}

    /// Hears of records that should travel again.
    interface Again {
        /// One page of them.
        ///
        /// @return how many changes were taken in
        int take(List<Known> differing, List<Known> missing);
    }

    /// A comparison.
    ///
    /// @param limit how many differences are kept; all are counted
    public Drift(Looking looking, int limit) {
        this.looking = looking;
        this.org = new OrgRecords(looking.org(), looking.sync(), looking.object());
        this.found = new Found(limit);
        looking.sync()
                .targets()
                .forEach(target -> looking.object().field(target).ifPresent(field -> fields.put(target, field)));
    }

    /// Compares only.
    public Differences compare() {
        return compare((_, _) -> 0);
    }

    /// Compares, and has what differs or is missing sent again by the next run.
    public Differences compare(Resend resend) {
        return compare((Again) resend);
    }

    private Differences compare(Again again) {
        var total = looking.ledger().records().countPresent(sync());
        var after = "";
        List<Known> page;
        do {
            looking.checkpoint().run();
            page = looking.ledger().knownRecords().present(sync(), after, PAGE);
            if (page.isEmpty()) {
                break;
            }
            after = page.getLast().key();
            compare(page, again);
            looking.progress().at(sync(), "compare", found.rows(), total);
        } while (page.size() == PAGE);
        lookForExtra();
        return found.of(sync());
    }

    private String sync() {
        return looking.sync().name();
    }

    private void compare(List<Known> page, Again again) {
        var accepted = page.stream().filter(known -> known.payload() != null).toList();
        found.compared(accepted.size(), page.size() - accepted.size());
        var rows = org.byKey(
                accepted.stream().map(Known::key).toList(),
                fields.values().stream().map(FieldDescription::name).toList());
        var wanted = new Wanted(looking.sync(), looking.ledger(), accepted);
        var differing = new ArrayList<Known>();
        var absent = new ArrayList<Known>();
        for (var known : accepted) {
            var row = rows.get(org.comparable(known.key()));
            if (row == null) {
                absent.add(known);
                continue;
            }
            var values = differences(known.key(), wanted, row);
            found.add(Kind.differs, values);
            if (!values.isEmpty()) {
                differing.add(known);
            }
            compareIds(known, row);
        }
        found.resent(again.take(differing, missing(absent)));
    }

    private List<Difference> differences(String key, Wanted wanted, Map<String, @Nullable String> row) {
        var differences = new ArrayList<Difference>();
        for (var value : wanted.of(key)) {
            var field = fields.get(value.target());
            if (field != null && !Sameness.same(field, value.text(), row.get(field.name()))) {
                differences.add(new Difference(Kind.differs, key, field.name(), value.text(), row.get(field.name())));
            }
        }
        return differences;
    }

    private void compareIds(Known known, Map<String, @Nullable String> row) {
        var id = Salesforce.id18(String.valueOf(row.get("Id")));
        if (known.remoteId() != null && !known.remoteId().equals(id)) {
            found.add(Kind.other, List.of(new Difference(Kind.other, known.key(), null, known.remoteId(), id)));
        }
    }

    /// Tells those that are gone from those that were merged into others.
    private List<Known> missing(List<Known> absent) {
        var fates = org.fates(
                absent.stream().map(Known::remoteId).filter(Objects::nonNull).toList());
        var missing = new ArrayList<Known>();
        for (var known : absent) {
            if (known.remoteId() != null && fates.get(known.remoteId()) instanceof Fate.Merged(var master)) {
                found.add(
                        Kind.merged, List.of(new Difference(Kind.merged, known.key(), null, known.remoteId(), master)));
            } else {
                found.add(
                        Kind.missing, List.of(new Difference(Kind.missing, known.key(), null, known.remoteId(), null)));
                missing.add(known);
            }
        }
        return missing;
    }

    private void lookForExtra() {
        var after = "";
        List<Map<String, @Nullable String>> page;
        do {
            looking.checkpoint().run();
            page = org.page(after, ORG_PAGE);
            var ids = new HashMap<String, String>();
            for (var row : page) {
                after = String.valueOf(row.get("Id"));
                ids.put(org.key(row), after);
            }
            addExtra(ids);
        } while (page.size() == ORG_PAGE);
    }

    private void addExtra(Map<String, String> ids) {
        var known = looking.ledger().knownRecords().among(siblings(), ids.keySet());
        ids.forEach((key, id) -> {
            if (!known.contains(key)) {
                found.add(Kind.extra, List.of(new Difference(Kind.extra, key, null, null, id)));
            }
        });
    }

    /// All syncs that write this object under this external id.
    private List<String> siblings() {
        var own = looking.sync();
        return looking.manifest().syncs().stream()
                .filter(sync -> sync.object().equalsIgnoreCase(own.object()))
                .filter(sync -> sync.externalId().equalsIgnoreCase(own.externalId()))
                .map(Sync::name)
                .toList();
    }
}
