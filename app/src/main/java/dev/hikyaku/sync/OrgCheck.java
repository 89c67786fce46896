package dev.hikyaku.sync;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.SalesforceException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Holds a sync against what the org says of its object, before anything is sent.
public final class OrgCheck {
    private final Work work;

    public OrgCheck(Work work) {
        this.work = work;
    }

    /// Checks that it is the org we know, that nothing stops the sync, and that object, external id and every field
    /// fit.
    ///
    /// @throws CannotCarry naming everything that does not fit
    public void check() {
        sameOrg();
        var stopping = work.ledger().remoteIds().stopping(work.name());
        if (stopping > 0 && work.sync().goneInSalesforce() == Sync.Gone.STOP) {
            throw new CannotCarry(standsStill(work.sync(), stopping));
        }
        fits(work.sync(), work.descriptions());
    }

    /// Checks that all remote ids the sync works with are of the org we speak to.
    ///
    /// @throws CannotCarry when some are of another org
    public void sameOrg() {
        sameOrg(work.sync(), work.ledger(), work.org().get().org().orgId());
    }

    /// The same, of a sync that nothing is sent for.
    ///
    /// @param here the org we speak to
    public static void sameOrg(Sync sync, Ledger ledger, String here) {
        var needed = new LinkedHashSet<>(Set.of(sync.name()));
        sync.references().forEach(reference -> needed.addAll(reference.syncs()));
        for (var name : needed) {
            ledger.records().otherOrg(name, here).ifPresent(other -> {
                throw new CannotCarry("HK3306  " + place(sync) + ": the ledger holds ids of org " + other
                        + (name.equals(sync.name()) ? "" : " for " + name) + ", but this is org " + here
                        + ": another org, or a sandbox that was refreshed"
                        + "\n   Nothing was sent; the changes wait."
                        + "\n   fix: check HIKYAKU_SALESFORCE_LOGIN; if the sandbox was refreshed: hikyaku relink "
                        + name);
            });
        }
    }

    /// Why a sync stands still whose policy is to stop.
    public static String standsStill(Sync sync, long records) {
        return "HK3307  " + place(sync) + ": somebody deleted or merged " + records + " records in Salesforce that live"
                + " on in the application; the upsert made new ones, and goneInSalesforce: stop"
                + "\n   Nothing more is sent; the changes wait."
                + "\n   whose turn: whoever runs Hikyaku, with the Salesforce admin"
                + "\n   fix: look at them with hikyaku drift " + sync.name()
                + ", mend them in Salesforce, then hikyaku relink " + sync.name();
    }

    /// Checks object, external id and every field.
    ///
    /// @throws CannotCarry naming everything that does not fit
    public static void fits(Sync sync, Work.Descriptions descriptions) {
        ObjectDescription object;
        try {
            object = descriptions.apply(sync.object());
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
        sync.references().forEach(reference -> canFollow(sync, reference, object, problems));
        if (!problems.isEmpty()) {
            throw new CannotCarry(String.join("\n", problems) + "\n   Nothing was sent; the changes wait.");
        }
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

    /// A reference that travels later is empty at first, and changed then.
    private static void canFollow(Sync sync, Reference reference, ObjectDescription object, List<String> problems) {
        var cannot = object.field(reference.target())
                .filter(field -> reference.missing() == Reference.Missing.LATER)
                .filter(field -> !field.nillable() || !field.updateable());
        if (cannot.isPresent()) {
            problems.add("HK3309  " + place(sync) + ": " + reference.target()
                    + " says missing: later, but in Salesforce it can't be empty at first and changed then"
                    + "\n   fix: let another reference of the circle travel later, or make the field optional in"
                    + " Salesforce");
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
