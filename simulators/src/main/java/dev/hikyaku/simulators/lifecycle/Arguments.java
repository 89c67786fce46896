package dev.hikyaku.simulators.lifecycle;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands behind a simulator's name on the command line: pairs of `--name value`.
public final class Arguments {
    private final String usage;
    private final Map<String, String> given = new HashMap<>();

    /// @param usage shown with each complaint
    /// @param known names with their dashes
    /// @throws IllegalArgumentException for another name, or a name without a value
    public Arguments(String usage, List<String> known, String... args) {
        this.usage = usage;
        for (var at = 0; at < args.length; at += 2) {
            if (at + 1 >= args.length || !known.contains(args[at])) {
                throw new IllegalArgumentException("found " + args[at] + "\n" + usage);
            }
            given.put(args[at], args[at + 1]);
        }
    }

    /// A value, if it was given.
    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /// A file or folder that has to be given.
    ///
    /// @throws IllegalArgumentException when it was not
    public Path path(String name) {
        return Path.of(text(name).orElseThrow(() -> new IllegalArgumentException(usage)));
    }

    /// A number, or this one when it was not given.
    ///
    /// @throws IllegalArgumentException for anything but digits
    public long number(String name, long otherwise) {
        var text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("found " + text + ", wanted a number\n" + usage);
        }
        return Long.parseLong(text);
    }
}
