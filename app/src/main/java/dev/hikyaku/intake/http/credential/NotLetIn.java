package dev.hikyaku.intake.http.credential;

/// What a call shows does not convince.
public final class NotLetIn extends RuntimeException {
    private final Why why;

    NotLetIn(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    /// What is wrong with it.
    public Why why() {
        return why;
    }

    /// What is wrong with a credential.
    public enum Why {
        /// It shows none, or not all that is needed.
        MISSING,
        /// It is not from somebody we know, or not for us.
        WRONG,
        /// Its moment lies too far from now.
        STALE,
        /// Nobody is asked who calls from this machine, and this call is not from it.
        NOT_LOCAL,
        /// The keys to check it with can't be had now.
        NO_KEYS
    }
}
