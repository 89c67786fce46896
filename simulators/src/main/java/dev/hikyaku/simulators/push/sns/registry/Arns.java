package dev.hikyaku.simulators.push.sns.registry;

import dev.hikyaku.simulators.push.sns.wire.Refusal;

/// Amazon's names.
final class Arns {
    private Arns() {}

    /// Judges an ARN's form before anybody looks whether it exists.
    ///
    /// @param slashes how many its last element must have
    static void judge(String parameter, String arn, int slashes) {
        var elements = arn.split(":", 6);
        if (elements.length < 6) {
            throw Refusal.invalid(parameter + " Reason: An ARN must have at least 6 elements, not " + elements.length);
        }
        if (elements[5].chars().filter(letter -> letter == '/').count() != slashes) {
            throw Refusal.invalid(parameter + " Reason: Wrong number of slashes in relative portion of the ARN.");
        }
    }
}
