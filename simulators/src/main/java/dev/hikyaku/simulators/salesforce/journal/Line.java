package dev.hikyaku.simulators.salesforce.journal;

import org.jspecify.annotations.Nullable;

/// One journal line, written by hand: a generator with all its checks takes a third of a bulk job's time.
public final class Line {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final StringBuilder out;

    Line(StringBuilder out, String kind, long at) {
        this.out = out;
        out.append("{\"kind\":\"").append(kind).append("\",\"at\":").append(at);
    }

    /// Adds a text member, or null.
    public Line text(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            out.append('"');
            escaped(value);
            out.append('"');
        }
        return this;
    }

    /// Adds a member that is true or false.
    public Line flag(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    /// Begins an object member; [#close()] ends it.
    public Line open(String name) {
        name(name);
        out.append('{');
        return this;
    }

    /// Ends the object member.
    public Line close() {
        out.append('}');
        return this;
    }

    /// Ends the line.
    public void end() {
        out.append("}\n");
    }

    private void name(String name) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        out.append('"').append(name).append("\":");
    }

    private void escaped(String value) {
        var from = 0;
        for (var at = 0; at < value.length(); at++) {
            var letter = value.charAt(at);
            if (letter >= ' ' && letter != '"' && letter != '\\') {
                continue;
            }
            out.append(value, from, at).append('\\');
            if (letter >= ' ') {
                out.append(letter);
            } else {
                out.append("u00").append(HEX[letter >> 4]).append(HEX[letter & 15]);
            }
            from = at + 1;
        }
        out.append(value, from, value.length());
    }
}
