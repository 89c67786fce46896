package dev.hikyaku.manifest.reading.campaign;

import dev.hikyaku.manifest.Problem.Suggestion;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.reading.Mapping;
import dev.hikyaku.manifest.reading.YamlFile;
import dev.hikyaku.manifest.template.Template;
import dev.hikyaku.manifest.template.TemplateException;
import dev.hikyaku.manifest.template.TemplateException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.springframework.boot.convert.DurationStyle;

/// What must fit together in the message of one campaign: languages, templates and the audience's columns.
final class MessageRules {

    /// FCM, "Set the lifespan of a message": 2,419,200 seconds.
    private static final Duration LONGEST_TTL = Duration.ofDays(28);

    /// FCM, "About FCM messages", and SNS: bytes of a whole notification.
    private static final int LARGEST = 4_096;

    /// FCM, "Data messages": `from`, `message_type`, and what begins with `google` or `gcm`; and our own.
    private static final Pattern RESERVED = Pattern.compile("from|message_type|open|google.*|gcm.*|notification");

    private final YamlFile file;
    private final Mapping message;
    private final @Nullable List<String> columns;

    /// @param columns of the audience, or null when its text doesn't say
    MessageRules(YamlFile file, @Nullable List<String> columns) {
        this.file = file;
        this.message = file.keys().section("message");
        this.columns = columns;
    }

    /// The languages that have texts, in the order of the file.
    static List<String> languages(Mapping message) {
        var languages = new ArrayList<String>();
        var keys = Set.of("default", "open", "data", "ttl", "tooLong", "overrides");
        message.entries().forEach((key, tuple) -> {
            if (!keys.contains(key) && tuple.getValueNode() instanceof MappingNode) {
                languages.add(key);
            }
        });
        return languages;
    }

    void check() {
        language();
        for (var language : languages(message)) {
            var text = message.section(language);
            template(text.value("title"), "message." + language + ".title", Template::of);
            template(text.value("body"), "message." + language + ".body", Template::of);
            template(text.value("image"), "message." + language + ".image", Template::ofLink);
        }
        template(message.value("open"), "message.open", Template::ofLink);
        message.section("data").entries().forEach((key, tuple) -> {
            if (RESERVED.matcher(key).matches()) {
                file.report(tuple.getKeyNode(), ProblemCode.DATA_KEY_RESERVED, key);
            }
            template(tuple.getValueNode(), "message.data." + key, Template::of);
        });
        overrides();
        ttl();
    }

    private void language() {
        var languages = languages(message);
        var node = message.value("default");
        var chosen = Mapping.text(node);
        if (node != null && chosen != null && !languages.contains(chosen)) {
            var near = Suggestions.near(chosen, languages);
            var suggestion = near == null ? null : new Suggestion(near, null);
            file.report(
                    node,
                    suggestion,
                    ProblemCode.NO_DEFAULT_TEXT,
                    chosen,
                    String.join(", ", languages),
                    languages.size());
        }
        var whole = file.keys().entries().get("message");
        if (node != null || whole == null || !(whole.getValueNode() instanceof MappingNode)) {
            return;
        }
        if (languages.isEmpty()) {
            file.report(whole.getKeyNode(), ProblemCode.NO_DEFAULT_TEXT, "", "", 0);
        } else if (languages.size() > 1) {
            file.report(whole.getKeyNode(), ProblemCode.MISSING_KEY, "default", "message");
        }
    }

    private void template(@Nullable Node node, String path, Function<String, Template> read) {
        var text = Mapping.text(node);
        if (node == null || text == null) {
            return;
        }
        try {
            var variables = read.apply(text).variables();
            variables.stream().sorted().forEach(variable -> variable(node, text, variable));
        } catch (TemplateException wrong) {
            var filters = Template.filters();
            var near = wrong.reason() == Reason.FILTER ? Suggestions.near(wrong.detail(), filters) : null;
            file.report(
                    node,
                    near == null ? null : new Suggestion(near, null),
                    ProblemCode.BAD_TEMPLATE,
                    path,
                    wrong.reason().number(),
                    wrong.detail(),
                    String.join(", ", filters));
        }
    }

    private void variable(Node node, String text, String variable) {
        if (columns == null || columns.stream().anyMatch(variable::equalsIgnoreCase)) {
            return;
        }
        var near = Suggestions.near(variable, columns);
        var suggestion = near == null ? null : new Suggestion("{{" + near + "}}", null);
        var found = Pattern.compile("(?<=[^\\w])" + Pattern.quote(variable) + "(?!\\w)")
                .matcher(text);
        var place = found.find()
                ? file.placeInside(node, text.codePointCount(0, found.start()), variable.length())
                : file.place(node);
        file.report(place, suggestion, ProblemCode.UNKNOWN_VARIABLE, variable, String.join(", ", columns));
    }

    private void overrides() {
        message.section("overrides").entries().forEach((platform, tuple) -> {
            var json = NodeJson.write(tuple.getValueNode());
            if (json.isEmpty() || json.get().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
                file.report(tuple.getKeyNode(), ProblemCode.OVERRIDE_TOO_LARGE, platform, LARGEST);
            }
        });
    }

    private void ttl() {
        var node = message.value("ttl");
        var written = Mapping.text(node);
        if (node != null && written != null && written.matches("[0-9]{1,6}(ms|s|m|h|d)")) {
            if (DurationStyle.SIMPLE.parse(written).compareTo(LONGEST_TTL) > 0) {
                file.report(node, ProblemCode.TIME_TOO_LONG, "message.ttl", written, LONGEST_TTL.toDays() + "d");
            }
        }
    }
}
