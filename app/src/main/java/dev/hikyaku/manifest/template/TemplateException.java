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

    /// Why it is none.
    public enum Reason {
        /// It breaks the grammar; the detail is Pebble's own words, in English.
        GRAMMAR(0),
        /// A tag that is not `if`.
        TAG(1),
        /// A range or a block.
        RANGE(2),
        /// A dot or brackets behind a column.
        PART(3),
        /// A function, a list or a map.
        FUNCTION(4),
        /// A filter that is not there; the detail is its name.
        FILTER(5),
        /// A format of dates that is none; the detail is the format.
        DATE_FORMAT(6);

        private final int number;

        Reason(int number) {
            this.number = number;
        }

        /// By which the wording of HK2212 knows it.
        public int number() {
            return number;
        }
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
