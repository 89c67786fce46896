package dev.hikyaku.run.history;

import dev.hikyaku.run.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What this process is and works by. No secrets.
///
/// @param product version of Hikyaku
/// @param manifest beginning of the SHA-256 over its files
/// @param salesforceApi version of Salesforce's API
public record Setup(String product, String java, String manifest, String salesforceApi) {
    private static final int SHORT = 12;

    /// Of this process, with the manifest's files as they are now.
    ///
    /// @throws UncheckedIOException when they can't be read
    public static Setup of(Project project) {
        return new Setup(
                build(),
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                hash(project.manifest().folder()),
                project.salesforceApiVersion());
    }

    /// What is worth a note when it changes.
    Map<String, String> noted() {
        var noted = new LinkedHashMap<String, String>();
        noted.put("product", product);
        noted.put("manifest", manifest);
        noted.put("salesforce-api", salesforceApi);
        return noted;
    }

    private static String build() {
        var build = new Properties();
        try (@Nullable InputStream file = Setup.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (file != null) {
                build.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var commit = build.getProperty("build.commit");
        return build.getProperty("build.version", "0-unpackaged") + (commit == null ? "" : " " + commit);
    }

    private static String hash(Path folder) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files(folder)) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.find(folder, 2, (path, is) -> is.isRegularFile())) {
            return all.filter(path -> folder.relativize(path).toString().matches("([^.][^/]*/)?[^/.][^/]*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }
}
