package dev.hikyaku.crucible.breakings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// One way to break the program, as a patch in `crucible/breakings`, and the tests that have to notice.
///
/// @param name of the patch, which begins with the number of the hard case
/// @param what is broken
/// @param seenBy tests that fail, as `Class#method` or, for one cell of a table, `Class#method[failpoint on database]`
/// @param touched files that the patch changes, from the root of the sources
record Breaking(Path patch, String name, int hardCase, String what, List<String> seenBy, List<String> touched) {
    private static final Pattern CASE = Pattern.compile("^Case (\\d+): (.+)$", Pattern.MULTILINE);
    private static final Pattern SEEN_BY = Pattern.compile("^Seen by: (\\S+#.+)$", Pattern.MULTILINE);
    private static final Pattern TOUCHED = Pattern.compile("^\\+\\+\\+ b/(\\S+)$", Pattern.MULTILINE);

    /// All of them, in the order of their names.
    static List<Breaking> all(Path root) {
        try (var files = Files.list(root.resolve("crucible/breakings"))) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .map(Breaking::read)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Breaking read(Path patch) {
        try {
            var text = Files.readString(patch);
            var first = CASE.matcher(text);
            if (!first.find()) {
                throw new IllegalArgumentException(patch + " does not say \"Case N: what is broken\"");
            }
            var name = patch.getFileName().toString().replace(".patch", "");
            var number = Integer.parseInt(first.group(1));
            return new Breaking(patch, name, number, first.group(2), all(SEEN_BY, text), all(TOUCHED, text));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1).strip())
                .toList();
    }

    /// The patched files below this folder, laid out like the sources.
    ///
    /// @throws AssertionError when the patch does not fit the sources any more
    void apply(Path root, Path to) throws IOException, InterruptedException {
        for (var file : touched) {
            var copy = to.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(root.resolve(file), copy);
        }
        var git = new ProcessBuilder("git", "apply", "--whitespace=nowarn", patch.toString())
                .directory(to.toFile())
                .redirectErrorStream(true);
        // Inside another working copy git would look for that one's files.
        git.environment().put("GIT_CEILING_DIRECTORIES", to.getParent().toString());
        var process = git.start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new AssertionError(name + ".patch does not fit the sources any more; write it anew\n" + said);
        }
    }
}
