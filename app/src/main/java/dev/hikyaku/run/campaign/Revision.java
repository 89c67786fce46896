package dev.hikyaku.run.campaign;

import dev.hikyaku.ledger.delivery.OnceKey;
import dev.hikyaku.manifest.campaign.Campaign;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Tells one state of a campaign's file from another.
public final class Revision {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Revision() {}

    /// The same for the same campaign on every machine: 32 characters.
    public static String of(Campaign campaign) {
        return OnceKey.hash(JSON.writeValueAsString(campaign));
    }
}
