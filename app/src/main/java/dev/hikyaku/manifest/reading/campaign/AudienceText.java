package dev.hikyaku.manifest.reading.campaign;

import dev.hikyaku.manifest.Problem.Place;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.reading.Mapping;
import dev.hikyaku.manifest.reading.SyncRules;
import dev.hikyaku.manifest.reading.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/// The SQL of an audience, wherever it is written.
///
/// @param node what stands behind `sql`
/// @param file path of the SQL file, from the manifest's folder; null when it stands in the manifest
record AudienceText(YamlFile yaml, Node node, @Nullable Path file, String sql) {

    /// Reads it; null when there is none or it can't be read.
    ///
    /// @param report whether what is wrong with a file is said
    static @Nullable AudienceText read(Path folder, YamlFile yaml, boolean report) {
        var node = yaml.keys().section("audience").value("sql");
        if (node == null) {
            return null;
        }
        var inline = Mapping.text(node);
        if (inline != null) {
            return inline.isBlank() ? null : new AudienceText(yaml, node, null, inline);
        }
        var nameNode = Mapping.of(node).value("file");
        var name = Mapping.text(nameNode);
        if (nameNode == null || name == null || name.isBlank()) {
            return null;
        }
        var path = SyncRules.inside(folder, name);
        try {
            if (path != null) {
                return new AudienceText(yaml, node, Path.of(name), Files.readString(path));
            }
            if (report) {
                yaml.report(nameNode, ProblemCode.SQL_FILE_OUTSIDE, name);
            }
        } catch (IOException notReadable) {
            if (report) {
                yaml.report(nameNode, ProblemCode.SQL_FILE_MISSING, name);
            }
        }
        return null;
    }

    /// Where a part of it stands.
    ///
    /// @param start in chars, from 0
    /// @param end first char behind it
    Place place(int start, int end) {
        return file == null
                ? yaml.placeInside(node, sql.codePointCount(0, start), sql.codePointCount(start, end))
                : YamlFile.placeIn(file, sql, start, Math.max(1, lineEnd(start, end) - start));
    }

    private int lineEnd(int start, int end) {
        var line = sql.indexOf('\n', start);
        return line < 0 ? end : Math.min(line, end);
    }

    /// The columns it yields; null when the text doesn't say.
    static @Nullable List<String> columns(@Nullable AudienceText text) {
        return text == null
                ? null
                : dev.hikyaku.manifest.campaign.AudienceQuery.of(text.sql).columns();
    }
}
