package dev.hikyaku.sync;

import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.SalesforceException;
import java.util.ArrayList;
import java.util.List;

/// Holds a sync against what the org says of its object, before anything is sent.
public final class OrgCheck {
    private final Work work;

    public OrgCheck(Work work) {
        this.work = work;
    }

    /// Checks object, external id and every field.
    ///
    /// @throws CannotCarry naming everything that does not fit
    public void check() {
        var sync = work.sync();
        sameOrg(sync);
        ObjectDescription object;
        try {
            object = work.descriptions().apply(sync.object());
        } catch (SalesforceException.NotFound unknown) {
            throw new CannotCarry("HK3301  " + place(sync) + ": the org has no object \"" + sync.object()
                    + "\" that the integration user may see"
                    + "\n   fix: correct salesforce.object, or give the user access to it");
        }
        var problems = new ArrayList<String>();
        externalId(sync, object, problems);
        sync.targets().stream()
                .skip(1)
                .forEach(target -> object.field(target)
                        .ifPresentOrElse(
                                field -> writable(sync, field, problems),
                                () -> problems.add("HK3302  " + place(sync) + ": unknown Salesforce field \"" + target
                                        + "\" on " + object.name() + didYouMean(target, object)
                                        + "\n   fix: rename it, or give the integration user field access")));
        if (!problems.isEmpty()) {
            throw new CannotCarry(String.join("\n", problems) + "\n   Nothing was sent; the changes wait.");
        }
    }

    private void sameOrg(Sync sync) {
        var here = work.org().get().org().orgId();
        work.ledger().records().otherOrg(sync.name(), here).ifPresent(other -> {
            throw new CannotCarry("HK3306  " + place(sync) + ": the ledger holds ids of org " + other
                    + ", but this is org " + here + ": another org, or a sandbox that was refreshed"
                    + "\n   Nothing was sent; the changes wait."
                    + "\n   fix: check HIKYAKU_SALESFORCE_LOGIN, or use a ledger of its own for this org");
        });
    }

    private static void externalId(Sync sync, ObjectDescription object, List<String> problems) {
        var field = object.field(sync.externalId());
        if (field.isEmpty()) {
            problems.add(
                    "HK3303  " + place(sync) + ": unknown external id \"" + sync.externalId() + "\" on "
                            + object.name() + didYouMean(sync.externalId(), object)
                            + "\n   fix: create it in Salesforce as Text, Unique, External ID, or correct salesforce.externalId");
        } else if (!field.get().externalId() || !field.get().unique()) {
            problems.add("HK3304  " + place(sync) + ": " + sync.externalId() + " on " + object.name()
                    + " is not a unique external id, so the same key could make two records"
                    + "\n   whose turn: the Salesforce admin"
                    + "\n   fix: mark the field Unique and External ID");
        }
    }

    private static void writable(Sync sync, FieldDescription field, List<String> problems) {
        if (!field.createable() && !field.updateable()) {
            problems.add("HK3305  " + place(sync) + ": " + field.name() + " can't be written"
                    + "\n   whose turn: the Salesforce admin"
                    + "\n   fix: give the integration user edit access to the field, or leave it out");
        }
    }

    private static String place(Sync sync) {
        return "syncs/" + sync.name() + ".yaml";
    }

    private static String didYouMean(String name, ObjectDescription object) {
        var near = Suggestions.near(
                name, object.fields().stream().map(FieldDescription::name).toList());
        return near == null ? "" : "; did you mean \"" + near + "\"?";
    }
}
