package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Problem;
import dev.hikyaku.manifest.Problem.Place;
import dev.hikyaku.manifest.Problem.Suggestion;
import dev.hikyaku.manifest.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// One file: its lines, its nodes (YAML 1.2, core schema) and the problems found in it.
public final class YamlFile {

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new CoreSchema()).setUseMarks(true).build();

    private final Path path;
    private final List<String> lines;
    private final List<Problem> problems;
    private final @Nullable Node root;

    /// @param path relative to the manifest's folder
    /// @param text without byte order mark
    YamlFile(Path path, String text, List<Problem> problems) {
        this.path = path;
        this.lines = new ArrayList<>(Arrays.asList(text.split("\r\n|\r|\n", -1)));
        this.problems = problems;
        this.root = compose(text);
    }

    /// Where it lies, from the manifest's folder.
    public Path path() {
        return path;
    }

    /// The file's name without its ending.
    public String name() {
        return String.valueOf(path.getFileName()).replaceFirst("\\.yaml$", "");
    }

    /// Null when the file is empty or no YAML.
    public @Nullable Node root() {
        return root;
    }

    /// What it says.
    public Mapping keys() {
        return Mapping.of(root);
    }

    /// Something is wrong there.
    public void report(Node at, ProblemCode code, Object... arguments) {
        report(place(at), null, code, arguments);
    }

    /// Something is wrong there, and something may have been meant.
    public void report(Node at, @Nullable Suggestion suggestion, ProblemCode code, Object... arguments) {
        report(place(at), suggestion, code, arguments);
    }

    /// Something is wrong in a place.
    public void report(Place at, @Nullable Suggestion suggestion, ProblemCode code, Object... arguments) {
        problems.add(new Problem(at, code, List.of(arguments), suggestion));
    }

    /// Where a node stands.
    public Place place(Node node) {
        var start = node.getStartMark().map(YamlFile::point).orElse(new int[] {1, 1});
        var end = node.getEndMark().map(YamlFile::point).orElse(start);
        return place(start[0], start[1], end[0] == start[0] ? end[1] - start[1] : 1);
    }

    /// A part of a text: `offset` and `length` count the text's characters. Where the file spells the text in another
    /// way (several lines, escapes), the whole text is the place.
    public Place placeInside(Node node, int offset, int length) {
        var whole = place(node);
        if (!(node instanceof ScalarNode scalar) || whole.lines().isEmpty()) {
            return whole;
        }
        if (scalar.getScalarStyle() == ScalarStyle.LITERAL) {
            return placeInBlock(scalar.getValue(), whole, offset, length);
        }
        var quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
        var before = scalar.getValue().substring(0, scalar.getValue().offsetByCodePoints(0, offset));
        // in single quotes '' stands for one quote
        var spelled = scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED ? before.replace("'", "''") : before;
        var start = whole.column() - 1 + (quoted ? 1 : 0);
        var line = whole.lines().getLast();
        var asSpelled = line.codePointCount(0, line.length()) >= start
                && line.substring(line.offsetByCodePoints(0, start)).startsWith(spelled);
        return asSpelled ? place(whole.line(), start + spelled.codePointCount(0, spelled.length()) + 1, length) : whole;
    }

    /// A block (`|`) stands below its key, indented.
    private Place placeInBlock(String block, Place whole, int offset, int length) {
        var before = block.substring(0, block.offsetByCodePoints(0, offset));
        var row = (int) before.chars().filter(c -> c == '\n').count();
        var said = block.split("\n", -1)[row];
        var index = whole.line() + row;
        if (index >= lines.size() || !lines.get(index).endsWith(said)) {
            return whole;
        }
        var indent = lines.get(index).length() - said.length();
        var last = before.substring(before.lastIndexOf('\n') + 1);
        return place(index + 1, indent + last.codePointCount(0, last.length()) + 1, length);
    }

    /// A part of a file that is no YAML.
    ///
    /// @param offset of the part in chars, from 0
    /// @param length in chars
    public static Place placeIn(Path path, String text, int offset, int length) {
        var before = text.substring(0, offset);
        var lines = Arrays.asList(text.split("\r\n|\r|\n", -1));
        var row = before.split("\r\n|\r|\n", -1).length;
        var last = before.substring(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
        var column = last.codePointCount(0, last.length()) + 1;
        return new Place(path, row, column, length, lines.subList(Math.max(0, row - 2), row));
    }

    Place place(int line, int column, int length) {
        var last = Math.min(line, lines.size());
        return new Place(path, line, column, length, lines.subList(Math.max(0, last - 2), last));
    }

    /// Makes a text unreadable in all problems reported from now on.
    void blot(Node node) {
        var first = node.getStartMark().map(Mark::getLine).orElse(0);
        var last = node.getEndMark().map(Mark::getLine).orElse(first);
        for (int i = first; i <= last && i < lines.size(); i++) {
            var points = lines.get(i).codePoints().toArray();
            var from = i == first ? node.getStartMark().map(Mark::getColumn).orElse(0) : 0;
            var to = i == last ? node.getEndMark().map(Mark::getColumn).orElse(points.length) : points.length;
            Arrays.fill(points, Math.min(from, points.length), Math.min(to, points.length), '*');
            lines.set(i, new String(points, 0, points.length));
        }
    }

    private @Nullable Node compose(String text) {
        try {
            var node = new Compose(SETTINGS).composeString(text).orElse(null);
            if (node == null) {
                report(place(1, 1, 1), null, ProblemCode.WRONG_KIND, String.valueOf(path.getFileName()), 0, 3);
            }
            return node;
        } catch (MarkedYamlEngineException wrong) {
            Secrets.blotLines(lines);
            var mark = wrong.getProblemMark().or(wrong::getContextMark);
            var point = mark.map(YamlFile::point).orElse(new int[] {1, 1});
            report(place(point[0], point[1], 1), null, ProblemCode.NOT_YAML, said(wrong));
        } catch (YamlEngineException wrong) {
            report(Place.whole(path), null, ProblemCode.NOT_YAML, String.valueOf(wrong.getMessage()));
        }
        return null;
    }

    private static String said(MarkedYamlEngineException wrong) {
        var context = wrong.getContext();
        return context == null || context.isBlank() ? wrong.getProblem() : context + ": " + wrong.getProblem();
    }

    private static int[] point(Mark mark) {
        return new int[] {mark.getLine() + 1, mark.getColumn() + 1};
    }
}
