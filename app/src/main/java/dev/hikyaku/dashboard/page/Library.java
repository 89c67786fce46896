package dev.hikyaku.dashboard.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// A library for browsers, as its package has it: no copy of ours, and nothing that a browser fetches elsewhere.
///
/// @param name of its package
/// @param version that the build chose
public record Library(String name, String version) {
    /// Draws charts.
    public static final Library PLOT = of("uplot");

    private static Library of(String name) {
        var about = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (var in = Objects.requireNonNull(Library.class.getResourceAsStream(about), about)) {
            var properties = new Properties();
            properties.load(in);
            return new Library(name, Objects.requireNonNull(properties.getProperty("version"), about));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Where it lies in its package.
    public String location() {
        return "classpath:/META-INF/resources/webjars/" + name + "/" + version + "/dist/";
    }

    /// Where browsers find it, below the dashboard's path.
    public String address() {
        return "/assets/" + name + "-" + version;
    }
}
