package dev.hikyaku.intake.http;

/// Why a call is refused as a whole. The words stand in `refusals_en.properties` and `refusals_ja.properties`.
enum RefusalCode {
    NO_PATH("HK4120", 404),
    UNKNOWN_SYNC("HK4121", 404),
    NO_CREDENTIAL("HK4122", 401),
    WRONG_CREDENTIAL("HK4123", 401),
    STALE_CREDENTIAL("HK4124", 401),
    NOT_LOCAL("HK4125", 403),
    TOO_FAST("HK4126", 429),
    FULL("HK4127", 503),
    BODY_TOO_LARGE("HK4128", 413),
    WRONG_TYPE("HK4129", 415),
    LEDGER_AWAY("HK4130", 503),
    WRONG_METHOD("HK4131", 405),
    TOO_SLOW("HK4132", 408),
    WRONG_REQUEST_ID("HK4133", 400),
    WRONG_ENCODING("HK4134", 400),
    REFUSED_BY_LEDGER("HK4135", 422);

    private final String code;
    private final int status;

    RefusalCode(String code, int status) {
        this.code = code;
        this.status = status;
    }

    String code() {
        return code;
    }

    /// Status code of HTTP (RFC 9110).
    int status() {
        return status;
    }
}
