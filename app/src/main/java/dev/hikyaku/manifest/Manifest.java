package dev.hikyaku.manifest;

import dev.hikyaku.manifest.reading.ManifestReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything a project declares, checked.
///
/// @param folder where `hikyaku.yaml` lies
/// @param connections how to reach the systems; no secrets
/// @param syncs in an order in which every sync stands behind those it refers to
public record Manifest(Path folder, Connections connections, List<Sync> syncs) {

    public Manifest {
        syncs = List.copyOf(syncs);
    }

    /// Reads `hikyaku.yaml` and `syncs/*.yaml`.
    ///
    /// @param folder where `hikyaku.yaml` lies
    /// @throws ManifestException with all problems of all files
    public static Manifest read(Path folder) {
        return ManifestReader.read(folder);
    }

    /// The sync with this name.
    public Optional<Sync> sync(String name) {
        return syncs.stream().filter(sync -> sync.name().equals(name)).findFirst();
    }
}
