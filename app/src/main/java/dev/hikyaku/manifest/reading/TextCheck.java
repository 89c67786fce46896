package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Problem.Suggestion;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.campaign.Cron;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/// Holds one text against its rule.
final class TextCheck {

    /// Blanks and comments may stand before it.
    private static final Pattern SELECT =
            Pattern.compile("(?is)(?:\\s+|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*+(?:select|with)\\b");

    private final YamlFile file;

    TextCheck(YamlFile file) {
        this.file = file;
    }

    void check(Node node, TextRule rule, String path) {
        var text = String.valueOf(Mapping.text(node));
        if (rule == TextRule.FREE) {
            return;
        }
        if (text.isBlank()) {
            file.report(node, ProblemCode.EMPTY_TEXT, path);
            return;
        }
        switch (rule) {
            case FREE, NOT_EMPTY, QUERY -> {}
            case CRON -> cron(node, text, path);
            case ZONE_OR_RECIPIENT -> recipientOrZone(node, text, path);
            case JDBC_URL -> {
                if (!Secrets.inUrl(text)) {
                    pattern(node, rule, path);
                }
            }
            case ZONE -> zone(node, text, path);
            case EXPRESSION -> expression(node, text);
            case SQL -> {
                if (!isOneSelect(text)) {
                    file.report(node, ProblemCode.NOT_ONE_SELECT);
                }
            }
            // all others are patterns
            default -> pattern(node, rule, path);
        }
    }

    static boolean isOneSelect(String sql) {
        return SELECT.matcher(sql).lookingAt() && !sql.stripTrailing().endsWith(";");
    }

    private void pattern(Node node, TextRule rule, String path) {
        var text = String.valueOf(Mapping.text(node));
        var pattern = rule.pattern();
        var code = rule.code();
        if (pattern != null && code != null && !pattern.matcher(text).matches()) {
            file.report(node, code, path, text);
        }
    }

    private void recipientOrZone(Node node, String text, String path) {
        if (!text.equals("recipient")) {
            zone(node, text, path);
        }
    }

    private void zone(Node node, String text, String path) {
        try {
            ZoneId.of(text);
        } catch (DateTimeException unknown) {
            var short_ = ZoneId.SHORT_IDS.get(text);
            var near = short_ != null ? short_ : Suggestions.near(text, ZoneId.getAvailableZoneIds());
            var suggestion = near == null ? null : new Suggestion(near, null);
            file.report(node, suggestion, ProblemCode.UNKNOWN_ZONE, path, text);
        }
    }

    private void cron(Node node, String text, String path) {
        try {
            Cron.of(text, ZoneOffset.UTC);
        } catch (IllegalArgumentException notOne) {
            file.report(node, ProblemCode.NOT_A_CRON, path, text);
        }
    }

    private void expression(Node node, String text) {
        for (var finding : ExpressionParser.parse(text).findings()) {
            var near = finding.suggestion() == null ? null : new Suggestion(finding.suggestion(), null);
            var place = file.placeInside(node, finding.offset(), finding.length());
            file.report(place, near, finding.code(), finding.arguments().toArray());
        }
    }
}
