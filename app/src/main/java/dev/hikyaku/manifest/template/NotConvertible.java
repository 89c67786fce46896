package dev.hikyaku.manifest.template;

/// A filter got a text that it can't read. The text stays out of the message, for it may be a person's.
final class NotConvertible extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String value;
    private final String wanted;

    NotConvertible(String value, String wanted) {
        super("a value is no " + wanted);
        this.value = value;
        this.wanted = wanted;
    }

    String value() {
        return value;
    }

    String wanted() {
        return wanted;
    }
}
