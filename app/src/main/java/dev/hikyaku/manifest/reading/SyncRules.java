package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/// What must fit together within the file of one sync.
public final class SyncRules {

    private final Path folder;
    private final YamlFile file;

    private SyncRules(Path folder, YamlFile file) {
        this.folder = folder;
        this.file = file;
    }

    static void check(Path folder, YamlFile file) {
        var rules = new SyncRules(folder, file);
        rules.name();
        rules.targets();
        rules.sqlFile();
    }

    private void name() {
        var node = file.keys().value("sync");
        var name = Mapping.text(node);
        if (node != null && name != null && !name.equals(file.name())) {
            file.report(node, ProblemCode.FILE_NAME, name, file.name());
        }
    }

    /// Salesforce doesn't tell capital letters of field names apart.
    private void targets() {
        var firsts = new HashMap<String, Node>();
        var externalId = file.keys().section("salesforce").value("externalId");
        var id = Mapping.text(externalId);
        for (var field : file.keys().section("fields").entries().entrySet()) {
            if (id != null && id.equalsIgnoreCase(field.getKey())) {
                external(field.getKey(), field.getValue().getValueNode());
            }
            once(firsts, field.getKey(), field.getValue().getKeyNode());
        }
        if (id != null && externalId != null) {
            firsts.putIfAbsent(id.toLowerCase(Locale.ROOT), externalId);
        }
        file.keys()
                .section("references")
                .entries()
                .forEach((target, tuple) -> once(firsts, target, tuple.getKeyNode()));
    }

    private void once(Map<String, Node> firsts, String target, Node key) {
        var first = firsts.putIfAbsent(target.toLowerCase(Locale.ROOT), key);
        if (first != null) {
            file.report(key, ProblemCode.TARGET_TWICE, target, file.place(first).line());
        }
    }

    private void external(String target, Node value) {
        var key = file.keys().section("source").text("key");
        var mapping = Mapping.of(value);
        var onlyFrom = mapping.entries().keySet().equals(Set.of("from"));
        var column = onlyFrom ? mapping.text("from") : Mapping.text(value);
        if (key != null && !Objects.equals(key, column)) {
            file.report(value, ProblemCode.EXTERNAL_ID_SOURCE, target, key);
        }
    }

    private void sqlFile() {
        var node = file.keys().section("source").section("sql").value("file");
        var name = Mapping.text(node);
        if (node == null || name == null || name.isBlank()) {
            return;
        }
        var path = inside(folder, name);
        if (path == null) {
            file.report(node, ProblemCode.SQL_FILE_OUTSIDE, name);
            return;
        }
        try {
            if (!TextCheck.isOneSelect(Files.readString(path))) {
                file.report(node, ProblemCode.NOT_ONE_SELECT);
            }
        } catch (IOException notReadable) {
            file.report(node, ProblemCode.SQL_FILE_MISSING, name);
        }
    }

    /// The path of a file in the folder; null when it leads out of it.
    public static @Nullable Path inside(Path folder, String name) {
        try {
            var home = folder.toAbsolutePath().normalize();
            var path = home.resolve(name).normalize();
            return path.startsWith(home) ? path : null;
        } catch (InvalidPathException noPath) {
            return null;
        }
    }
}
