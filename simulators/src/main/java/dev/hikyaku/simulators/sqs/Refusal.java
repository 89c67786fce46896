package dev.hikyaku.simulators.sqs;

/// A call that is refused, as the service words it.
final class Refusal extends RuntimeException {
    private final String type;
    private final String queryCode;

    /// @param type shape of the JSON protocol, such as `QueueDoesNotExist`
    /// @param queryCode code of the older protocol, which SDKs look at too
    private Refusal(String type, String queryCode, String message) {
        super(message, null, false, false);
        this.type = type;
        this.queryCode = queryCode;
    }

    static Refusal noQueue() {
        return new Refusal(
                "QueueDoesNotExist",
                "AWS.SimpleQueueService.NonExistentQueue",
                "The specified queue does not exist for this wsdl version.");
    }

    static Refusal of(String type, String message) {
        return new Refusal(type, "AWS.SimpleQueueService." + type, message);
    }

    static Refusal wrong(String message) {
        return new Refusal("InvalidParameterValue", "InvalidParameterValue", message);
    }

    String type() {
        return type;
    }

    String queryCode() {
        return queryCode;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
