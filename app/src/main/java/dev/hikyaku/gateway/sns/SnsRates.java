package dev.hikyaku.gateway.sns;

/// How often SNS is called.
///
/// @param publishes `Publish` calls a second
/// @param endpointActions calls a second of each action on endpoints
/// @param atOnce calls that may be underway together
public record SnsRates(double publishes, double endpointActions, int atOnce) {

    public SnsRates {
        if (publishes <= 0 || endpointActions <= 0 || atOnce < 1) {
            throw new IllegalArgumentException("rates: found " + publishes + ", " + endpointActions + " and " + atOnce
                    + ", wanted more than nothing");
        }
    }

    /// What AWS grants an account by default ("Amazon SNS endpoints and quotas"); raised quotas have to be said.
    public static SnsRates of(String region) {
        return switch (region) {
            case "us-east-1" -> new SnsRates(30_000, 3_000, 1_000);
            case "us-west-2", "eu-west-1" -> new SnsRates(9_000, 900, 500);
            case "ap-northeast-1",
                    "ap-northeast-2",
                    "ap-southeast-1",
                    "ap-southeast-2",
                    "ap-south-1",
                    "eu-central-1",
                    "us-east-2",
                    "us-west-1" -> new SnsRates(1_500, 150, 200);
            default -> new SnsRates(300, 30, 50);
        };
    }
}
