package dev.hikyaku.simulators.push.sns.quota;

/// Calls a second that an account may make in a region.
///
/// @param publish `Publish`
/// @param endpoint each of `CreatePlatformEndpoint`, `GetEndpointAttributes`, `SetEndpointAttributes` and
/// `DeleteEndpoint`
/// @param list each of the actions that list; 30 everywhere, and Amazon raises it for nobody
public record Quotas(double publish, double endpoint, double list) {

    /// What Amazon grants by default ("Amazon SNS endpoints and quotas").
    public static Quotas of(String region) {
        return switch (region) {
            case "us-east-1" -> new Quotas(30_000, 3_000, 30);
            case "us-west-2", "eu-west-1" -> new Quotas(9_000, 900, 30);
            case "ap-northeast-1",
                    "ap-northeast-2",
                    "ap-southeast-1",
                    "ap-southeast-2",
                    "ap-south-1",
                    "eu-central-1",
                    "us-east-2",
                    "us-west-1" -> new Quotas(1_500, 150, 30);
            default -> new Quotas(300, 30, 30);
        };
    }

    /// No bounds at all; no region grants that.
    public static Quotas none() {
        return new Quotas(Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);
    }

    double of(Group group) {
        return switch (group) {
            case PUBLISH -> publish;
            case ENDPOINT -> endpoint;
            case LIST -> list;
        };
    }

    enum Group {
        PUBLISH,
        ENDPOINT,
        LIST;

        static Group of(String action) {
            if (action.equals("Publish")) {
                return PUBLISH;
            }
            return action.startsWith("List") ? LIST : ENDPOINT;
        }
    }
}
