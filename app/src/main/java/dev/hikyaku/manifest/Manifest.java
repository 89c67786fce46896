package dev.hikyaku.manifest;

import dev.hikyaku.manifest.alert.Alerts;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.manifest.reading.ManifestReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything a project declares, checked.
///
/// @param folder where `hikyaku.yaml` lies
/// @param connections how to reach the systems; no secrets
/// @param syncs in an order in which every sync stands behind those it refers to
/// @param campaigns by name
/// @param push what all campaigns share; null only where there is no campaign
/// @param alerts what people are told of without asking
public record Manifest(
        Path folder,
        Connections connections,
        List<Sync> syncs,
        List<Campaign> campaigns,
        @Nullable Push push,
        Alerts alerts) {

    public Manifest {
        syncs = List.copyOf(syncs);
        campaigns = List.copyOf(campaigns);
    }

    /// Reads `hikyaku.yaml`, `syncs/*.yaml` and `campaigns/*.yaml`.
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

    /// The campaign with this name.
    public Optional<Campaign> campaign(String name) {
        return campaigns.stream()
                .filter(campaign -> campaign.name().equals(name))
                .findFirst();
    }
}
