package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.ProblemCode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Finds secrets in `hikyaku.yaml`, refuses them and keeps them out of what is printed.
final class Secrets {

    private static final Set<String> KEYS =
            Set.of("password", "passwd", "clientsecret", "secret", "privatekey", "token", "accesstoken", "credentials");

    /// `password=` and its kin, or `//user:password@`.
    private static final Pattern IN_URL =
            Pattern.compile("(?i)([?&;:][a-z]*(password|passwd|pwd)=)|(//[^/@\\s:]*:[^/@\\s]+@)");

    private static final Pattern IN_LINE = Pattern.compile(
            "(?i)(password|passwd|pwd|secret|private[_-]?key|token)[\"']?\\s*[:=].*|//[^/@\\s:]*:[^/@\\s]+@");

    private final YamlFile file;
    private final Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Secrets(YamlFile file) {
        this.file = file;
    }

    /// Reports every secret; answers the keys that hold them, for they are no unknown keys as well.
    static Set<Node> refuse(YamlFile file) {
        var secrets = new Secrets(file);
        var root = file.root();
        if (root != null) {
            secrets.walk(root, "", false);
            secrets.seen.clear();
            secrets.walk(root, "", true);
        }
        return secrets.found;
    }

    static boolean inUrl(String url) {
        return IN_URL.matcher(url).find();
    }

    /// For files that are no YAML: whatever follows a secret's name in a line.
    static void blotLines(List<String> lines) {
        lines.replaceAll(line -> IN_LINE.matcher(line)
                .replaceAll(match ->
                        "*".repeat(match.group().codePointCount(0, match.group().length()))));
    }

    /// Twice over: everything is blotted before anything is shown.
    private void walk(Node node, String section, boolean report) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> walk(item, section, report));
        }
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                entry(tuple.getKeyNode(), tuple.getValueNode(), section, report);
            }
        }
    }

    private void entry(Node keyNode, Node value, String section, boolean report) {
        var key = String.valueOf(Mapping.text(keyNode));
        var text = Mapping.text(value);
        if (KEYS.contains(plain(key))) {
            found.add(keyNode);
            show(report, keyNode, value, ProblemCode.SECRET, setting(section, plain(key)));
        } else if (text != null && inUrl(text)) {
            show(report, keyNode, value, ProblemCode.PASSWORD_IN_URL, setting(section, "password"));
        } else {
            walk(value, key, report);
        }
    }

    private void show(boolean report, Node key, Node value, ProblemCode code, String setting) {
        if (report) {
            file.report(key, code, setting);
        } else {
            file.blot(value);
        }
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }

    private static String setting(String section, String key) {
        if (key.equals("privatekey")) {
            return "HIKYAKU_SALESFORCE_PRIVATE_KEY";
        }
        return switch (section) {
            case "salesforce" -> "HIKYAKU_SALESFORCE_CLIENT_SECRET";
            case "fcm" -> "HIKYAKU_FCM_CREDENTIALS";
            case "ledger" -> "HIKYAKU_LEDGER_PASSWORD";
            case "application" -> "HIKYAKU_APPLICATION_PASSWORD";
            default -> key.startsWith("pass") ? "HIKYAKU_APPLICATION_PASSWORD" : "HIKYAKU_SALESFORCE_CLIENT_SECRET";
        };
    }
}
