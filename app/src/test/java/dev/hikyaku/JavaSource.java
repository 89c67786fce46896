package dev.hikyaku;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// One Java file as javac's parser sees it.
///
/// @param name its place below the root of the tree
/// @param codeLines numbers of the lines that hold code: neither blank nor only comment
record JavaSource(String name, CompilationUnitTree unit, SourcePositions positions, List<Integer> codeLines) {

    private static final Pattern TEXT_OR_COMMENT = Pattern.compile("\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\""
            + "|\"(?:\\\\.|[^\"\\\\\\n])*+\""
            + "|'(?:\\\\.|[^'\\\\\\n])++'"
            + "|//[^\\n]*"
            + "|/\\*[\\s\\S]*?\\*/");

    static List<JavaSource> parse(SourceTree tree, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(said, null, null)) {
            var paths = names.stream().map(tree.root()::resolve).toList();
            var task = (JavacTask)
                    compiler.getTask(null, files, said, null, null, files.getJavaFileObjectsFromPaths(paths));
            var positions = Trees.instance(task).getSourcePositions();
            var sources = new ArrayList<JavaSource>();
            for (var unit : task.parse()) {
                var text = unit.getSourceFile().getCharContent(true).toString();
                sources.add(new JavaSource(nameOf(tree, unit), unit, positions, codeLines(text)));
            }
            return sources;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String nameOf(SourceTree tree, CompilationUnitTree unit) {
        var path = Path.of(unit.getSourceFile().toUri());
        return tree.root().toAbsolutePath().relativize(path).toString().replace('\\', '/');
    }

    static List<Integer> codeLines(String text) {
        var code = TEXT_OR_COMMENT
                .matcher(text)
                .replaceAll(found -> found.group().startsWith("/")
                        ? found.group().replaceAll("[^\\n]", "")
                        : found.group().replaceAll("[\\\\$]", "."));
        var lines = code.split("\n", -1);
        var numbers = new ArrayList<Integer>();
        for (var number = 1; number <= lines.length; number++) {
            if (!lines[number - 1].isBlank()) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    boolean isTest() {
        return name.contains("/src/test/");
    }

    boolean isPackageInfo() {
        return name.endsWith("/package-info.java");
    }

    String folder() {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    long line(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    long codeLinesOf(Tree tree) {
        var last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
        var first = line(tree);
        return codeLines.stream().filter(at -> at >= first && at <= last).count();
    }
}
