package dev.hikyaku.crucible.tutorial;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A page of the documentation as somebody follows it: what is typed, and what is promised to be seen then.
///
/// A fence that begins with `sh` holds commands, one a line; with `sh other-terminal` one that goes on by itself. The
/// `text` fence behind it holds lines that the last of them prints.
record Page(List<Step> steps) {
    private static final Pattern FENCE = Pattern.compile("^```([^\\n]*)\\n([\\s\\S]*?)^```$", Pattern.MULTILINE);
    private static final Pattern EXIT = Pattern.compile("\\bexit (\\d+)\\b|終了コード (\\d+)");

    Page {
        steps = List.copyOf(steps);
    }

    /// Commands, and what the last of them promises.
    ///
    /// @param goesOn whether it is left running in a terminal of its own
    record Step(List<String> commands, boolean goesOn, List<String> promised) {
        Step {
            commands = List.copyOf(commands);
            promised = List.copyOf(promised);
        }

        /// The exit code that the page tells of; 0 when it tells of none.
        int exitCode() {
            return promised.stream()
                    .flatMap(line -> EXIT.matcher(line).results())
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        }
    }

    /// Reads its fences; those of files and of other kinds are nobody's to type.
    static Page read(String text) {
        var steps = new ArrayList<Step>();
        var fences = FENCE.matcher(text);
        while (fences.find()) {
            var kind = fences.group(1);
            var lines = fences.group(2).lines().filter(line -> !line.isBlank()).toList();
            if (kind.equals("sh") || kind.equals("sh other-terminal")) {
                steps.add(new Step(joined(lines), kind.endsWith("terminal"), List.of()));
            } else if (kind.equals("text")) {
                var step = steps.removeLast();
                steps.add(new Step(step.commands(), step.goesOn(), lines));
            } else if (!kind.contains("file=")) {
                throw new AssertionError("a fence of an unknown kind: " + kind);
            }
        }
        return new Page(steps);
    }

    /// A line that ends with a backslash goes on with the next.
    private static List<String> joined(List<String> lines) {
        var commands = new ArrayList<String>();
        var open = "";
        for (var line : lines) {
            open += line;
            if (!line.endsWith("\\")) {
                commands.add(open);
                open = "";
            } else {
                open += "\n";
            }
        }
        return commands;
    }

    /// How many commands there are.
    int commands() {
        return steps.stream().mapToInt(step -> step.commands().size()).sum();
    }
}
