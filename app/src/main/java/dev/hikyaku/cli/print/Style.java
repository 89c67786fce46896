package dev.hikyaku.cli.print;

/// How a piece of text is set off, where colour is welcome. Colour never says anything that words don't.
public enum Style {
    PLAIN(""),
    BOLD("1"),
    PALE("2"),
    GOOD("32"),
    BAD("31"),
    WAIT("33");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /// The text in this style (ECMA-48 section 8.3.117, SGR).
    String on(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[m";
    }
}
