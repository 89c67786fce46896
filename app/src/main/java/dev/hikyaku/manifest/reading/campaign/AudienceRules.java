package dev.hikyaku.manifest.reading.campaign;

import dev.hikyaku.manifest.Problem.Suggestion;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.campaign.AudienceQuery;
import dev.hikyaku.manifest.campaign.Parameter;
import dev.hikyaku.manifest.campaign.Parameters;
import dev.hikyaku.manifest.reading.Mapping;
import dev.hikyaku.manifest.reading.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// What must fit together in the audience of one campaign: the query, its parameters, its columns.
final class AudienceRules {

    static final String USUAL_USER = "user_id";

    private final YamlFile file;
    private final Mapping audience;
    private final @Nullable AudienceText text;

    AudienceRules(YamlFile file, @Nullable AudienceText text) {
        this.file = file;
        this.audience = file.keys().section("audience");
        this.text = text;
    }

    void check() {
        parameters();
        if (text != null) {
            var query = AudienceQuery.of(text.sql());
            findings(text, query);
            placeholders(text, query);
            columns(query.columns());
        }
    }

    private void parameters() {
        audience.section("params").entries().forEach((name, tuple) -> {
            var value = tuple.getValueNode();
            var written = Mapping.text(value);
            if (Parameters.builtIn().contains(name)) {
                file.report(tuple.getKeyNode(), ProblemCode.RESERVED_PARAMETER, name);
            } else if (written != null && Parameter.read(written).isEmpty()) {
                file.report(value, ProblemCode.BAD_PARAMETER, "audience.params." + name, written);
            }
        });
    }

    private void findings(AudienceText text, AudienceQuery query) {
        for (var finding : query.findings()) {
            var place = text.place(finding.start(), finding.end());
            switch (finding.wrong()) {
                case NOT_ONE_SELECT -> file.report(place, null, ProblemCode.NOT_ONE_SELECT);
                case WRITES -> file.report(place, null, ProblemCode.QUERY_WRITES, finding.text());
                case UNFINISHED -> file.report(place, null, ProblemCode.QUERY_UNFINISHED, finding.text());
                case QUESTION_MARK -> file.report(place, null, ProblemCode.QUERY_QUESTION_MARK);
            }
        }
    }

    private void placeholders(AudienceText text, AudienceQuery query) {
        var declared = audience.section("params").entries().keySet();
        var known = Stream.concat(declared.stream(), Parameters.builtIn().stream())
                .distinct()
                .toList();
        for (var placeholder : query.placeholders()) {
            var name = placeholder.name();
            if (!known.contains(name)) {
                var near = meant(name, declared, known);
                file.report(
                        text.place(placeholder.start(), placeholder.end()),
                        near == null ? null : new Suggestion(":" + near, null),
                        ProblemCode.UNKNOWN_PARAMETER,
                        name,
                        colons(declared.stream()),
                        colons(Parameters.builtIn().stream()),
                        declared.size());
            }
        }
    }

    /// Whoever declares one parameter means that one.
    private static @Nullable String meant(String name, Set<String> declared, List<String> known) {
        var near = Suggestions.near(name, known);
        return near == null && declared.size() == 1 ? declared.iterator().next() : near;
    }

    private static String colons(Stream<String> names) {
        return names.map(name -> ":" + name).collect(Collectors.joining(", "));
    }

    private void columns(@Nullable List<String> columns) {
        if (columns == null) {
            return;
        }
        var user = audience.value("user");
        var sql = audience.value("sql");
        if (user != null) {
            column(user, "audience.user", columns);
        } else if (sql != null && columns.stream().noneMatch(USUAL_USER::equalsIgnoreCase)) {
            file.report(
                    sql, ProblemCode.UNKNOWN_AUDIENCE_COLUMN, "audience.user", USUAL_USER, String.join(", ", columns));
        }
        once(audience.value("once")).forEach(node -> column(node, "audience.once", columns));
        var still = audience.section("still").value("column");
        if (still != null) {
            column(still, "audience.still.column", columns);
        }
    }

    private void column(Node node, String path, List<String> columns) {
        var name = Mapping.text(node);
        if (name != null && !name.isBlank() && columns.stream().noneMatch(name::equalsIgnoreCase)) {
            var near = Suggestions.near(name, columns);
            var suggestion = near == null ? null : new Suggestion(near, null);
            file.report(node, suggestion, ProblemCode.UNKNOWN_AUDIENCE_COLUMN, path, name, String.join(", ", columns));
        }
    }

    /// One column for short, or a list.
    static List<Node> once(@Nullable Node node) {
        var nodes = new ArrayList<Node>();
        if (node instanceof SequenceNode list) {
            nodes.addAll(list.getValue());
        } else if (node != null) {
            nodes.add(node);
        }
        return nodes;
    }
}
