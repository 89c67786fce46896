package dev.hikyaku.gateway.sns;

/// SNS had accepted a notification, and the platform never took it.
///
/// @param messageId what [dev.hikyaku.gateway.Outcome.Accepted] named; it may come before that outcome is written down
/// @param failureType SNS's word, for example `InvalidPlatformToken`; with that one the endpoint is disabled now
/// @param endpoint the device's ARN
public record DeliveryFailure(String messageId, String failureType, String endpoint) {

    /// Without the account.
    @Override
    public String toString() {
        return failureType + " of " + messageId;
    }
}
