package dev.hikyaku.draft;

/// Texts as YAML reads them back.
final class Yaml {
    private Yaml() {}

    /// In single quotes, where nothing but the quote itself means anything.
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
