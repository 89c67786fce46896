package dev.hikyaku.cli.print;

import java.io.PrintStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where a verb puts its result and its talk.
public final class Screen {
    private final PrintStream out;
    private final PrintStream err;
    private final Words words;
    private final Manner manner;

    /// How to print.
    ///
    /// @param terminal whether a person watches, so that lines may be redrawn
    /// @param colour whether colour is welcome
    /// @param quiet no talk, only results and complaints
    /// @param json the result is one JSON document and nothing else
    public record Manner(boolean terminal, boolean colour, boolean quiet, boolean json) {}

    public Screen(PrintStream out, PrintStream err, Words words, Manner manner) {
        this.out = out;
        this.err = err;
        this.words = words;
        this.manner = manner;
    }

    /// The words of its language.
    public Words words() {
        return words;
    }

    /// How it prints.
    public Manner manner() {
        return manner;
    }

    /// Where talk goes; for progress.
    public PrintStream err() {
        return err;
    }

    /// A wording of its language.
    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    /// A line of the result for people.
    public void line(String text) {
        if (!manner.json()) {
            out.println(text);
        }
    }

    /// The result for machines.
    public void json(Object value) {
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        out.println(mapper.writeValueAsString(value));
    }

    /// One of many results for machines: a line of its own.
    public void jsonLine(Object value) {
        out.println(JsonMapper.shared().writeValueAsString(value));
    }

    /// Talk beside the result.
    public void talk(String text) {
        if (!manner.quiet()) {
            err.println(text);
        }
    }

    /// Something is wrong; said even when quiet.
    public void complain(String text) {
        err.println(text);
    }

    /// Text set off, where colour is welcome.
    public String styled(Style style, String text) {
        return manner.colour() ? style.on(text) : text;
    }
}
