package dev.hikyaku.simulators.salesforce.schema;

import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fake org as its YAML file describes it.
///
/// @param id the 18-character organisation id
/// @param objects all objects by API name, in the order of the file
public record OrgSchema(
        String id, String name, Allowances allowances, List<Client> clients, Map<String, ObjectSchema> objects) {

    /// What the org may use, and how it is set up.
    ///
    /// @param dailyApiRequests REST calls a day
    /// @param dailyBulkBatches internal batches of 10,000 rows a day
    /// @param maxUploadBytes bytes of one upload
    /// @param batchRetries how often the server tries again when a batch takes too long
    /// @param recycledKeysBlock whether a unique value of a record in the recycle bin still counts as taken
    public record Allowances(
            int dailyApiRequests,
            int dailyBulkBatches,
            long maxUploadBytes,
            int batchRetries,
            boolean recycledKeysBlock) {}

    /// A program that may log in, with the user it acts as.
    ///
    /// @param publicKey checks the signatures of its JWT assertions; none means they are not checked
    public record Client(
            String id,
            String secret,
            String username,
            @Nullable RSAPublicKey publicKey) {
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /// The object with this API name, in any case.
    public Optional<ObjectSchema> object(String apiName) {
        var exact = objects.get(apiName);
        if (exact != null) {
            return Optional.of(exact);
        }
        var folded = apiName.toLowerCase(Locale.ROOT);
        return objects.values().stream()
                .filter(object -> object.name().toLowerCase(Locale.ROOT).equals(folded))
                .findFirst();
    }
}
