package dev.hikyaku.simulators.push.sns.event;

/// Why a platform did not take a notification, as SNS tells it ("SNS FCM endpoint management").
///
/// @param type `FailureType` on the wire
/// @param text `FailureMessage` on the wire
/// @param disables whether SNS disables the endpoint
public record Failure(String type, String text, boolean disables) {

    /// What SNS makes of FCM's error code.
    public static Failure of(String code) {
        return switch (code) {
            case "UNREGISTERED", "SENDER_ID_MISMATCH" ->
                new Failure("InvalidPlatformToken", "Platform token associated with the endpoint is not valid", true);
            case "INVALID_ARGUMENT", "PERMISSION_DENIED" ->
                new Failure("InvalidNotification", "Notification is not valid", false);
            case "UNAVAILABLE" -> new Failure("DependencyUnavailable", "Platform is unavailable", false);
            case "THIRD_PARTY_AUTH_ERROR" -> new Failure("InvalidCredentials", "Credentials are not valid", false);
            case "QUOTA_EXCEEDED" -> new Failure("Throttled", "Request throttled by [gcm].", false);
            default -> new Failure("UnexpectedFailure", "Unexpected failure", false);
        };
    }
}
