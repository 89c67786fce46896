package dev.hikyaku.manifest.template;

/// A text that is no template.
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String detail;

    TemplateException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    /// Why it is none. The wording of HK2212 knows them by their numbers.
    public enum Reason {
        /// It breaks the grammar; the detail is Pebble's own words, in English.
        GRAMMAR,
        /// A tag that is not `if`.
        TAG,
        /// A range or a block.
        RANGE,
        /// A dot or brackets behind a column.
        PART,
        /// A function, a list or a map.
        FUNCTION,
        /// A filter that is not there; the detail is its name.
        FILTER,
        /// A format of dates that is none; the detail is the format.
        DATE_FORMAT
    }

    /// Why it is none.
    public Reason reason() {
        return reason;
    }

    /// What was found.
    public String detail() {
        return detail;
    }
}
