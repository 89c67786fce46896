package dev.hikyaku.simulators.push.fcm.account;

/// Why no access token is handed out, in Google's words.
public final class AssertionRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String error;

    AssertionRefused(String error, String description) {
        super(description);
        this.error = error;
    }

    /// OAuth's error code (RFC 6749, section 5.2).
    public String error() {
        return error;
    }

    /// What is wrong, for people.
    public String description() {
        return String.valueOf(getMessage());
    }
}
