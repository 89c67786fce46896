package dev.hikyaku.manifest;

import dev.hikyaku.manifest.reading.SchemaWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// JSON Schemas (draft-07) with which editors complete and check the YAML files.
///
/// They are made of the same declaration that the reader checks against. Editors find them by the first line of a file:
/// `# yaml-language-server: $schema=../.hikyaku/sync.schema.json`.
public final class ManifestSchemas {

    private ManifestSchemas() {}

    /// Writes `.hikyaku/sync.schema.json`, `.hikyaku/campaign.schema.json` and `.hikyaku/hikyaku.schema.json`.
    ///
    /// @param folder where `hikyaku.yaml` lies
    public static void write(Path folder) {
        var hidden = folder.resolve(".hikyaku");
        try {
            Files.createDirectories(hidden);
            Files.writeString(hidden.resolve("sync.schema.json"), sync());
            Files.writeString(hidden.resolve("campaign.schema.json"), campaign());
            Files.writeString(hidden.resolve("hikyaku.schema.json"), project());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the schemas to " + hidden, failed);
        }
    }

    /// The schema of `syncs/*.yaml`.
    public static String sync() {
        return SchemaWriter.sync();
    }

    /// The schema of `campaigns/*.yaml`.
    public static String campaign() {
        return SchemaWriter.campaign();
    }

    /// The schema of `hikyaku.yaml`.
    public static String project() {
        return SchemaWriter.project();
    }
}
