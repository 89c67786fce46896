package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Problem.Suggestion;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/// What must fit together between the files of all syncs: names and references.
final class ReferenceRules {

    private final Map<String, YamlFile> byName = new TreeMap<>();
    private final Set<String> unreadable = new TreeSet<>();
    private final Set<String> done = new LinkedHashSet<>();

    private ReferenceRules() {}

    /// Reports what doesn't fit.
    ///
    /// @return the files of the syncs, referred-to ones first, else by name
    static List<YamlFile> check(List<YamlFile> files) {
        var rules = new ReferenceRules();
        files.forEach(rules::name);
        rules.byName.forEach((_, file) -> rules.references(file));
        rules.byName.keySet().forEach(name -> rules.visit(name, new ArrayList<>(), null));
        return rules.done.stream()
                .flatMap(name -> rules.byName.entrySet().stream()
                        .filter(entry -> entry.getKey().equals(name))
                        .map(Map.Entry::getValue))
                .toList();
    }

    private void name(YamlFile file) {
        var node = file.keys().value("sync");
        var name = Mapping.text(node);
        if (node == null || name == null) {
            unreadable.add(file.name());
            return;
        }
        var first = byName.putIfAbsent(name, file);
        if (first != null) {
            file.report(node, ProblemCode.SYNC_TWICE, name, place(first));
        }
    }

    private void references(YamlFile file) {
        file.keys()
                .section("references")
                .entries()
                .forEach((target, tuple) -> syncs(tuple.getValueNode()).forEach(node -> {
                    var name = Mapping.text(node);
                    if (name != null && isName(name) && !byName.containsKey(name) && !unreadable.contains(name)) {
                        file.report(node, near(name), ProblemCode.UNKNOWN_SYNC, target, name);
                    }
                }));
    }

    /// The places where a reference names syncs.
    private static List<Node> syncs(Node reference) {
        var keys = Mapping.of(reference);
        var nodes = new ArrayList<Node>();
        var one = keys.value("sync");
        if (one != null) {
            nodes.add(one);
        }
        keys.section("syncs").entries().values().forEach(tuple -> nodes.add(tuple.getValueNode()));
        return nodes;
    }

    /// A reference that travels later orders nothing: it cuts a circle.
    private static boolean cuts(Node reference) {
        return "later".equals(Mapping.of(reference).text("missing"));
    }

    /// What is no name was reported already.
    private static boolean isName(String name) {
        var pattern = TextRule.SYNC_NAME.pattern();
        return pattern != null && pattern.matcher(name).matches();
    }

    private @Nullable Suggestion near(String name) {
        var near = Suggestions.near(name, byName.keySet());
        var file = near == null ? null : byName.get(near);
        var node = file == null ? null : file.keys().value("sync");
        return near == null || file == null || node == null ? null : new Suggestion(near, file.place(node));
    }

    private String place(YamlFile file) {
        var node = file.keys().value("sync");
        return node == null ? file.path().toString() : file.place(node).toString();
    }

    /// Depth first: a sync is done after all that it refers to. A sync that refers to itself is no cycle.
    ///
    /// @param way the syncs that led here
    /// @param reference the reference by which the last of them did
    private void visit(String name, List<String> way, @Nullable Node reference) {
        var file = byName.get(name);
        if (file == null || done.contains(name)) {
            return;
        }
        var start = way.indexOf(name);
        if (start >= 0) {
            cycle(way, start, reference);
            return;
        }
        way.add(name);
        for (var tuple : file.keys().section("references").entries().values()) {
            for (var to : cuts(tuple.getValueNode()) ? List.<Node>of() : syncs(tuple.getValueNode())) {
                var toName = Mapping.text(to);
                if (toName != null && !toName.equals(name)) {
                    visit(toName, way, to);
                }
            }
        }
        way.removeLast();
        done.add(name);
    }

    private void cycle(List<String> way, int start, @Nullable Node reference) {
        var last = byName.get(way.getLast());
        if (last != null && reference != null) {
            var cycle = String.join(" -> ", way.subList(start, way.size())) + " -> " + way.get(start);
            last.report(reference, ProblemCode.REFERENCE_CYCLE, cycle);
        }
    }
}
