package dev.hikyaku.salesforce;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the org may still do in its rolling 24 hours. Salesforce keeps it exact within five minutes.
///
/// @param allowances by Salesforce's name, such as `DailyApiRequests`; which names appear differs per org
public record Limits(Map<String, Allowance> allowances) {

    public Limits {
        allowances = Map.copyOf(allowances);
    }

    /// API calls of the whole org; empty when Salesforce did not tell.
    public Optional<Allowance> dailyApiRequests() {
        return Optional.ofNullable(allowances.get("DailyApiRequests"));
    }

    /// Bulk batches of the whole org, Bulk API and Bulk API 2.0 together; empty when Salesforce did not tell.
    public Optional<Allowance> dailyBulkApiBatches() {
        return Optional.ofNullable(allowances.get("DailyBulkApiBatches"));
    }

    static Limits of(JsonNode answer) {
        var allowances = new TreeMap<String, Allowance>();
        for (var entry : answer.properties()) {
            var value = entry.getValue();
            if (value.path("Max").isNumber() && value.path("Remaining").isNumber()) {
                var allowance = new Allowance(
                        value.path("Max").asLong(), value.path("Remaining").asLong());
                allowances.put(entry.getKey(), allowance);
            }
        }
        return new Limits(allowances);
    }

    /// One allowance.
    ///
    /// @param max in 24 hours
    /// @param remaining may be negative: Salesforce lets an org overshoot a little
    public record Allowance(long max, long remaining) {}

    /// API calls of the whole org in the last 24 hours, as the header `Sforce-Limit-Info` of an answer told.
    ///
    /// @param used calls made, by everybody
    /// @param max calls allowed
    public record ApiUsage(long used, long max) {

        private static final Pattern USAGE = Pattern.compile("(?:^|[\\s;,])api-usage=([0-9]{1,18})/([0-9]{1,18})");

        static Optional<ApiUsage> parse(String header) {
            var usage = USAGE.matcher(header);
            return usage.find()
                    ? Optional.of(new ApiUsage(Long.parseLong(usage.group(1)), Long.parseLong(usage.group(2))))
                    : Optional.empty();
        }
    }
}
