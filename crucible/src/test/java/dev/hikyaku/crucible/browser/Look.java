package dev.hikyaku.crucible.browser;

import java.util.List;

/// How somebody looks at pages: what the browser says its language is, whether the system is dark, how wide it is.
///
/// @param lang `ja` or `en`
/// @param width of the window, in pixels
record Look(String lang, boolean dark, int width) {
    /// The narrowest phone.
    static final int PHONE = 360;

    private static final int DESK = 1280;

    /// All that pages are looked at in.
    static final List<Look> ALL = List.of(
            new Look("ja", false, DESK),
            new Look("ja", true, DESK),
            new Look("en", false, DESK),
            new Look("en", true, DESK),
            new Look("ja", false, PHONE),
            new Look("en", true, PHONE));

    static Look light(String lang) {
        return new Look(lang, false, DESK);
    }

    static Look dark(String lang) {
        return new Look(lang, true, DESK);
    }

    boolean isPhone() {
        return width == PHONE;
    }

    /// Name of the folder of its pictures.
    String name() {
        return lang + (dark ? "-dark" : "-light") + (isPhone() ? "-phone" : "");
    }
}
