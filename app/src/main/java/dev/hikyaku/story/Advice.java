package dev.hikyaku.story;

import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.sync.Codes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// What a code means, whose turn it is, and what to do: the catalogue behind `hikyaku help HK2402`.
///
/// @param turn who has to act
public record Advice(String code, String meaning, Turn turn, String fix) {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /// Who has to act.
    public enum Turn {
        /// Whoever keeps the application's data.
        APP,
        /// The Salesforce admin.
        ADMIN,
        /// Whoever writes the manifest.
        AUTHOR,
        /// Whoever runs Hikyaku and keeps its settings.
        OPERATOR,
        /// It goes on by itself.
        NOBODY;

        /// Its words are `turn.` with this.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What is known of a code, of Salesforce or of ours; those of the manifest have a catalogue of their own.
    public static Optional<Advice> of(String code, Locale locale) {
        var bundle = bundle(locale);
        var name = code.toUpperCase(Locale.ROOT);
        if (!bundle.containsKey(name)) {
            return Optional.empty();
        }
        var ours = name + ".turn";
        var turn = Turn.valueOf((bundle.containsKey(ours)
                        ? bundle.getString(ours)
                        : Codes.line(name).turn())
                .toUpperCase(Locale.ROOT));
        return Optional.of(new Advice(name, bundle.getString(name), turn, bundle.getString(name + ".fix")));
    }

    /// The same, and of the manifest's codes those that a row can have: what they mean in general, for whoever reads a
    /// page in another language than the one the reason was written down in.
    public static Optional<Advice> ofRow(String code, Locale locale) {
        return of(code, locale)
                .or(() -> ProblemCode.of(code)
                        .filter(problem -> problem.turn() == ProblemCode.Turn.APPLICATION)
                        .map(problem -> new Advice(
                                problem.code(), problem.meaning(locale), Turn.APP, problem.fix(locale, List.of()))));
    }

    private static ResourceBundle bundle(Locale locale) {
        var known = locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
        return ResourceBundle.getBundle("dev.hikyaku.cli.codes", known, NO_FALLBACK);
    }

    /// Whose turn it is after this code, of ours or of Salesforce; nobody's when there is none, or when the change is
    /// sent again by itself.
    ///
    /// @param state of the change, or its outcome
    public static Turn turn(@Nullable String code, String state) {
        if (code == null || (state.equals("waiting") && comesBack(code))) {
            return Turn.NOBODY;
        }
        var manifest = ProblemCode.of(code);
        if (manifest.isPresent()) {
            return manifest.get().turn() == ProblemCode.Turn.AUTHOR ? Turn.AUTHOR : Turn.APP;
        }
        return of(code, Locale.ENGLISH)
                .map(Advice::turn)
                .orElseGet(() -> Turn.valueOf(Codes.line(code).turn().toUpperCase(Locale.ROOT)));
    }

    private static boolean comesBack(String code) {
        return Codes.isKnown(code) && Codes.line(code).upsert().verdict() == Codes.Verdict.RELEASED;
    }
}
