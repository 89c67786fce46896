package dev.hikyaku.crucible.world;

/// Who carries notifications to phones.
public enum Provider {
    /// Firebase Cloud Messaging.
    FCM("dev.hikyaku.simulators.push.fcm.FcmSimulator", "fcm simulator ready "),
    /// Amazon SNS.
    SNS("dev.hikyaku.simulators.push.sns.SnsSimulator", "sns simulator ready ");

    private final String program;
    private final String ready;

    Provider(String program, String ready) {
        this.program = program;
        this.ready = ready;
    }

    /// The class that simulates it.
    String program() {
        return program;
    }

    /// What it says before its address.
    String ready() {
        return ready;
    }
}
