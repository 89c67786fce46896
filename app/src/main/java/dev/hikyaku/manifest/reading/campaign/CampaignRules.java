package dev.hikyaku.manifest.reading.campaign;

import dev.hikyaku.manifest.Problem.Suggestion;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.reading.Mapping;
import dev.hikyaku.manifest.reading.ShapeCheck;
import dev.hikyaku.manifest.reading.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What must fit together within the file of one campaign, and between it, the syncs and `push:`.
public final class CampaignRules {

    private static final String MARKETING = "marketing";

    private final YamlFile file;
    private final @Nullable YamlFile project;

    private CampaignRules(YamlFile file, @Nullable YamlFile project) {
        this.file = file;
        this.project = project;
    }

    /// Reports what is wrong with the campaigns, and with `push:`.
    ///
    /// @param project `hikyaku.yaml`, or null when it can't be read
    public static void check(Path folder, @Nullable YamlFile project, List<YamlFile> syncs, List<YamlFile> campaigns) {
        for (var file : campaigns) {
            ShapeCheck.check(file, CampaignShapes.CAMPAIGN, Set.of());
            var rules = new CampaignRules(file, project);
            rules.name();
            rules.quietHours();
            rules.over();
            rules.consent();
            var text = AudienceText.read(folder, file, true);
            new AudienceRules(file, text).check();
            new MessageRules(file, AudienceText.columns(text)).check();
        }
        names(syncs, campaigns);
        order(campaigns);
        if (project != null) {
            PushRules.check(project, campaigns);
        }
    }

    private void name() {
        var node = file.keys().value("campaign");
        var name = Mapping.text(node);
        if (node != null && name != null && !name.equals(file.name())) {
            file.report(node, ProblemCode.CAMPAIGN_FILE_NAME, name, file.name());
        }
    }

    private void quietHours() {
        var hours = file.keys().section("quietHours");
        var from = hours.text("from");
        var to = hours.value("to");
        if (from != null && to != null && from.equals(Mapping.text(to))) {
            file.report(to, ProblemCode.QUIET_FOR_EVER, from);
        }
    }

    private void over() {
        var limits = file.keys().section("limits");
        var over = limits.value("over");
        if (over != null && limits.value("perUser") == null) {
            file.report(over, ProblemCode.NEEDS_OTHER_KEY, "limits", "over: " + Mapping.text(over), "perUser");
        }
    }

    private void consent() {
        var consent = file.keys().section("audience").value("consent");
        var group = file.keys().section("limits").value("group");
        if (group != null && consent == null && MARKETING.equals(Mapping.text(group))) {
            file.report(group, ProblemCode.CONSENT_WANTED);
        }
        var name = Mapping.text(consent);
        if (project == null || consent == null || name == null || project.keys().value("push") == null) {
            return;
        }
        var known = project.keys().section("push").section("consents").entries().keySet();
        if (!known.contains(name)) {
            var near = Suggestions.near(name, known);
            file.report(
                    consent,
                    near == null ? null : new Suggestion(near, null),
                    ProblemCode.UNKNOWN_CONSENT,
                    name,
                    String.join(", ", known),
                    known.size());
        }
    }

    /// What a campaign waits for is another one, and does not wait for it.
    private static void order(List<YamlFile> campaigns) {
        var after = new TreeMap<String, String>();
        campaigns.forEach(
                file -> after.put(file.name(), String.valueOf(file.keys().text("after"))));
        for (var file : campaigns) {
            var node = file.keys().value("after");
            var name = Mapping.text(node);
            if (node == null || name == null) {
                continue;
            }
            if (!after.containsKey(name)) {
                var others = after.keySet().stream()
                        .filter(other -> !other.equals(file.name()))
                        .toList();
                var near = Suggestions.near(name, others);
                file.report(node, near == null ? null : new Suggestion(near, null), ProblemCode.UNKNOWN_CAMPAIGN, name);
            } else if (leadsTo(after, name, file.name())) {
                file.report(node, ProblemCode.CAMPAIGN_CYCLE, file.name());
            }
        }
    }

    private static boolean leadsTo(Map<String, String> after, String from, String wanted) {
        var at = from;
        for (int steps = 0; steps <= after.size(); steps++) {
            if (at.equals(wanted)) {
                return true;
            }
            at = after.getOrDefault(at, "");
        }
        return false;
    }

    /// Syncs and campaigns are called in the same place, so they share their names.
    private static void names(List<YamlFile> syncs, List<YamlFile> campaigns) {
        var taken = new TreeMap<String, String>();
        syncs.forEach(sync -> take(taken, sync, "sync"));
        for (var campaign : campaigns) {
            var node = campaign.keys().value("campaign");
            var name = Mapping.text(node);
            var other = name == null ? null : taken.get(name);
            if (node != null && name != null && other != null) {
                campaign.report(node, ProblemCode.CAMPAIGN_NAME_TAKEN, name, other);
            }
            take(taken, campaign, "campaign");
        }
    }

    private static void take(Map<String, String> taken, YamlFile file, String key) {
        var node = file.keys().value(key);
        var name = Mapping.text(node);
        if (node != null && name != null) {
            taken.putIfAbsent(name, file.place(node).toString());
        }
    }
}
