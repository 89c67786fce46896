package dev.hikyaku.intake.http;

import dev.hikyaku.intake.body.BodyProblem;
import dev.hikyaku.metrics.Metric;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong, as problems of RFC 9457, in the language the caller asked for.
///
/// @param locale Japanese or English
record Tellings(Locale locale) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// A call refused as a whole.
    ObjectNode refusal(Refusal refusal) {
        var code = refusal.code();
        return problem(
                code.code(),
                code.status(),
                words(code.code(), refusal.found()),
                words(code.code() + ".fix", refusal.found()));
    }

    /// A body that is no change: the first problem as the answer's own, all of them in `problems`.
    ObjectNode wrong(List<BodyProblem> problems, int status) {
        Metric.INTAKE_REJECTED.add(1, "http", "wrong_change");
        var first = problems.getFirst();
        var problem = problem(first.code(), status, first.message(locale), first.fix(locale));
        problem.put("pointer", first.pointer());
        problem.set("problems", all(problems));
        return problem;
    }

    /// All problems of one change.
    ArrayNode all(List<BodyProblem> problems) {
        var all = JSON.arrayNode();
        for (var one : problems) {
            all.addObject()
                    .put("code", one.code())
                    .put("pointer", one.pointer())
                    .put("detail", one.message(locale))
                    .put("fix", one.fix(locale));
        }
        return all;
    }

    private static ObjectNode problem(String code, int status, String detail, String fix) {
        return JSON.objectNode()
                .put("type", "urn:hikyaku:code:" + code)
                .put("title", detail)
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .put("fix", fix);
    }

    private String words(String key, String found) {
        var known = locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
        var bundle = ResourceBundle.getBundle(
                "dev.hikyaku.intake.http.refusals",
                known,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(new Object[] {BodyProblem.quoted(found)});
    }
}
