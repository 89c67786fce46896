package dev.hikyaku.cli;

import dev.hikyaku.cli.print.Text;

/// Words as a shell takes them.
final class Shell {
    private Shell() {}

    /// Quoted where a shell would take it apart.
    static String word(String text) {
        var safe = Text.safe(text);
        return safe.matches("[\\p{IsAlphabetic}\\p{IsDigit}./:@%+=,_~-]+")
                ? safe
                : "'" + safe.replace("'", "'\\''") + "'";
    }
}
