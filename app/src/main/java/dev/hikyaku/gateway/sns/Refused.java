package dev.hikyaku.gateway.sns;

import dev.hikyaku.gateway.Outcome;

/// A call did not bring what was asked for.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Outcome outcome;

    Refused(Outcome outcome) {
        super(outcome.toString(), null, false, false);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
