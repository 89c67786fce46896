package dev.hikyaku.cli.people;

import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What somebody types that nobody else may see.
final class Typed {
    private Typed() {}

    /// A password: typed twice at a terminal, or one line of standard input.
    @SuppressWarnings("SystemConsoleNull")
    static String password(Words words) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            return line();
        }
        var once = console.readPassword("%s", words.say("user.type"));
        var again = console.readPassword("%s", words.say("user.typeAgain"));
        if (once == null || !Arrays.equals(once, again)) {
            throw new Trouble.NotFound(words.say("user.differ"));
        }
        return new String(once);
    }

    private static String line() {
        try {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }
}
