package dev.hikyaku.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `hikyaku version`.
@Command(name = "version")
final class VersionVerb implements Callable<Integer> {
    private final RootVerb root;

    /// What was built, when, and what it runs on.
    ///
    /// @param built ISO 8601, or null when it was not packaged
    record Version(
            String version,
            @Nullable String commit,
            @Nullable String built,
            String java) {}

    VersionVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var version = read();
        var screen = root.screen();
        if (root.isJson()) {
            screen.json(version);
            return 0;
        }
        screen.line("hikyaku " + version.version()
                + (version.commit() == null ? "" : "  " + version.commit())
                + (version.built() == null ? "" : "  " + screen.say("version.built", version.built())));
        screen.line("Java " + version.java());
        return 0;
    }

    private static Version read() {
        var build = new Properties();
        try (var file = VersionVerb.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (file != null) {
                build.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Version(
                build.getProperty("build.version", "0-unpackaged"),
                build.getProperty("build.commit"),
                build.getProperty("build.time"),
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    }
}
