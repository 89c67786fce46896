package dev.hikyaku.run.doctor;

import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Systems;
import dev.hikyaku.run.doctor.Finding.Subject;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.SalesforceException;
import dev.hikyaku.sync.CannotCarry;
import dev.hikyaku.sync.OrgCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The org: who lets us in, what our user may do with each object and field, and what is left of the
/// allowances.
final class SalesforceExam {
    private static final Subject SALESFORCE = Subject.SALESFORCE;
    private static final int LOW_PERCENT = 20;

    private final Project project;
    private final List<Finding> found = new ArrayList<>();

    SalesforceExam(Project project) {
        this.project = project;
    }

    List<Finding> findings() {
        if (project.manifest().syncs().isEmpty()) {
            return List.of(Finding.ok(SALESFORCE, "salesforce.unneeded"));
        }
        try (var systems = new Systems(project)) {
            var org = systems.salesforce().org();
            found.add(Finding.ok(
                    SALESFORCE,
                    "salesforce.login",
                    org.orgId(),
                    org.instanceUrl().toString()));
            project.manifest().syncs().forEach(sync -> object(systems, sync));
            limits(systems);
        } catch (Project.Incomplete incomplete) {
            found.add(Finding.away(SALESFORCE, "salesforce.unsaid", "operator", Doctor.reason(incomplete)));
        } catch (SalesforceException trouble) {
            found.add(trouble(trouble));
        }
        return List.copyOf(found);
    }

    private static Finding trouble(SalesforceException trouble) {
        var reason = Doctor.reason(trouble);
        return switch (trouble) {
            case SalesforceException.AuthenticationFailed _ ->
                Finding.away(SALESFORCE, "salesforce.refused", "admin", reason);
            case SalesforceException.LimitExceeded _ -> Finding.away(SALESFORCE, "salesforce.used", "nobody", reason);
            case SalesforceException.Refused refused
            when isApiOff(refused.told()) -> Finding.away(SALESFORCE, "salesforce.api", "admin", reason);
            case SalesforceException.Refused _, SalesforceException.NotFound _, SalesforceException.InvalidJobState _ ->
                Finding.away(SALESFORCE, "salesforce.turnedAway", "admin", reason);
            case SalesforceException.Unavailable _, SalesforceException.Unreachable _, SalesforceException.NoAnswer _ ->
                Finding.away(SALESFORCE, "salesforce.away", "operator", reason);
        };
    }

    /// `API_DISABLED_FOR_ORG`, `API_CURRENTLY_DISABLED`: the user lacks "API Enabled", or the edition has no
    /// API. Source: REST API Developer Guide, Status Codes and Error Responses.
    private static boolean isApiOff(SalesforceException.Told told) {
        return told.code().toUpperCase(Locale.ROOT).startsWith("API_");
    }

    private void object(Systems systems, Sync sync) {
        try {
            OrgCheck.fits(sync, systems);
            rights(sync, systems.apply(sync.object()));
        } catch (CannotCarry misfit) {
            found.add(Finding.misfit(
                    SALESFORCE, "salesforce.misfit", "admin", sync.name(), String.valueOf(misfit.getMessage())));
        }
    }

    private void rights(Sync sync, ObjectDescription object) {
        var missing = new ArrayList<String>();
        if (!object.createable()) {
            missing.add("Create");
        }
        if (!object.updateable()) {
            missing.add("Edit");
        }
        if (sync.deletes() == Sync.Deletes.DELETE && !object.deletable()) {
            missing.add("Delete");
        }
        if (!missing.isEmpty()) {
            found.add(Finding.misfit(
                    SALESFORCE, "salesforce.rights", "admin", sync.name(), object.name(), String.join(", ", missing)));
        } else {
            found.add(fields(sync, object));
        }
    }

    private static Finding fields(Sync sync, ObjectDescription object) {
        var half = sync.targets().stream()
                .flatMap(target -> object.field(target).stream())
                .filter(field -> field.createable() != field.updateable())
                .map(ObjectDescription.FieldDescription::name)
                .toList();
        return half.isEmpty()
                ? Finding.ok(
                        SALESFORCE,
                        "salesforce.object",
                        sync.name(),
                        object.name(),
                        sync.externalId(),
                        String.valueOf(sync.targets().size()))
                : Finding.warn(SALESFORCE, "salesforce.half", "admin", sync.name(), String.join(", ", half));
    }

    private void limits(Systems systems) {
        try {
            var limits = systems.salesforce().limits();
            limits.dailyApiRequests().ifPresent(left -> allowance("API", left.remaining(), left.max()));
            limits.dailyBulkApiBatches().ifPresent(left -> allowance("Bulk", left.remaining(), left.max()));
        } catch (SalesforceException.Refused hidden) {
            found.add(Finding.warn(SALESFORCE, "salesforce.hidden", "admin", Doctor.reason(hidden)));
        }
    }

    private void allowance(String kind, long left, long max) {
        var values = new String[] {kind, String.valueOf(left), String.valueOf(max)};
        if (left <= 0) {
            found.add(Finding.away(SALESFORCE, "salesforce.spent", "nobody", values));
        } else if (left * 100 < max * LOW_PERCENT) {
            found.add(Finding.warn(SALESFORCE, "salesforce.low", "operator", values));
        } else {
            found.add(Finding.ok(SALESFORCE, "salesforce.left", values));
        }
    }
}
