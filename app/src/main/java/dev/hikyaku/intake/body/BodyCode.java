package dev.hikyaku.intake.body;

/// What can be wrong with a body. Codes are never given a second meaning; their words stand in `problems_en.properties`
/// and `problems_ja.properties`.
public enum BodyCode {
    NOT_JSON("HK4101"),
    UNKNOWN_FIELD("HK4102"),
    UNKNOWN_COLUMN("HK4103"),
    MISSING("HK4104"),
    WRONG_KIND("HK4105"),
    TWICE("HK4106"),
    NOT_ALLOWED("HK4107"),
    TOO_LARGE("HK4108"),
    TOO_DEEP("HK4109"),
    DOES_NOT_FIT("HK4110"),
    NOT_CARRIED("HK4111");

    private final String code;

    BodyCode(String code) {
        this.code = code;
    }

    /// The stable name, such as `HK4101`.
    public String code() {
        return code;
    }
}
