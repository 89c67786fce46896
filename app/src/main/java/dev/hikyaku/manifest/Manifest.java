package dev.hikyaku.manifest;

import java.nio.file.Path;
import java.util.List;

/// Everything a project declares, checked.
///
/// @param folder where `hikyaku.yaml` lies
/// @param connections how to reach the systems; no secrets
/// @param syncs in an order in which every sync stands behind those it refers to
public record Manifest(Path folder, Connections connections, List<Sync> syncs) {

    public Manifest {
        syncs = List.copyOf(syncs);
    }
}
