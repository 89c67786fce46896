package dev.hikyaku.manifest.template;

/// A text that is no template.
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong, in English; Pebble's own words for its grammar
    TemplateException(String message) {
        super(message);
    }

    /// What is wrong.
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
