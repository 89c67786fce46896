package dev.hikyaku.cli.print;

/// Words as a shell takes them.
public final class Shell {
    private Shell() {}

    /// Quoted where a shell would take it apart.
    public static String word(String text) {
        var safe = Text.safe(text);
        return safe.matches("[\\p{IsAlphabetic}\\p{IsDigit}./:@%+=,_~-]+")
                ? safe
                : "'" + safe.replace("'", "'\\''") + "'";
    }
}
