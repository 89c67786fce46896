package dev.hikyaku.dashboard.rest;

import dev.hikyaku.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A dashboard that runs, and somebody who types commands with `--at URL`.
abstract class Caller {
    private static final List<String> SETTINGS =
            List.of("at.user", "at.password", "at.password-file", "ledger.url", "ledger.user", "ledger.password");

    @TempDir
    Path folder;

    ApiHouse house;

    @BeforeEach
    void open() throws IOException {
        house = new ApiHouse(folder);
        house.takeIn("1", "2", "3");
        house.carry("STRING_TOO_LONG", "=too long [Text__c]", "2");
        house.takeIn("4");
        set("ledger.url", house.ledgerUrl);
        set("ledger.user", "hikyaku");
        set("ledger.password", "hikyaku");
        as("operator");
    }

    @AfterEach
    void close() {
        house.close();
        SETTINGS.forEach(name -> System.clearProperty("hikyaku." + name));
    }

    static void set(String name, String value) {
        System.setProperty("hikyaku." + name, value);
    }

    static void as(String user) {
        set("at.user", user);
        set("at.password", ApiHouse.PASSWORD);
    }

    /// What a command said.
    record Said(int exitCode, String out, String err) {}

    static Said type(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var code = Cli.run(words, stream(out), stream(err));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Said type(List<String> verb, String... more) {
        var words = new ArrayList<>(verb);
        words.addAll(List.of(more));
        return type(words.toArray(String[]::new));
    }

    String url() {
        return house.resolve("/").toString();
    }

    Said far(String verb) {
        return type(List.of(verb.split(" ")), "--lang", "en", "--at", url());
    }

    Said near(String verb) {
        return type(List.of(verb.split(" ")), "--lang", "en", "--project", folder.toString());
    }
}
