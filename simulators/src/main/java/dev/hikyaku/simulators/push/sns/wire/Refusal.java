package dev.hikyaku.simulators.push.sns.wire;

/// SNS refuses a call.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String code;

    /// @param status the HTTP status
    /// @param code what SDKs make a typed exception of
    public Refusal(int status, String code, String text) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
    }

    /// 400 `InvalidParameter`; the text follows `Invalid parameter: `.
    public static Refusal invalid(String text) {
        return new Refusal(400, "InvalidParameter", "Invalid parameter: " + text);
    }

    /// 404 `NotFound`.
    public static Refusal notFound(String what) {
        return new Refusal(404, "NotFound", what + " does not exist");
    }

    /// 400 `Throttling`.
    public static Refusal throttled() {
        return new Refusal(400, "Throttling", "Rate exceeded");
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// The code on the wire.
    public String code() {
        return code;
    }

    /// What is said to people.
    public String text() {
        return String.valueOf(getMessage());
    }
}
