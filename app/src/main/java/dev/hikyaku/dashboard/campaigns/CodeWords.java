package dev.hikyaku.dashboard.campaigns;

import dev.hikyaku.dashboard.page.Texts;
import dev.hikyaku.story.Advice;
import java.util.Locale;

/// What the code of a delivery says to people.
final class CodeWords {
    private CodeWords() {}

    /// In words where it is one of ours or its meaning is known; else as it is.
    static String of(String code, Locale locale) {
        return Texts.in(locale)
                .find("campaign." + code)
                .or(() -> Advice.of(code, locale).map(Advice::meaning))
                .orElse(code);
    }
}
