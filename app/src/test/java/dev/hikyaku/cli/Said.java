package dev.hikyaku.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What a command said.
record Said(int exitCode, String out, String err) {

    /// Types a command, in English unless it says otherwise.
    static Said by(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var code = Cli.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, plain(out), plain(err));
    }

    /// Times, run keys and Salesforce ids differ from run to run.
    private static String plain(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8)
                .replaceAll("manual-\\d{8}T\\d{6}Z-[0-9a-f]{4}", "RUN")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d(?=  ?\\d\\d:)", "DAY")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME");
    }
}
