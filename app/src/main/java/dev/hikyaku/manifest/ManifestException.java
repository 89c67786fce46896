package dev.hikyaku.manifest;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A manifest that can't be used, with everything that is wrong with it.
public final class ManifestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /// @param problems at least one, in the order of files, lines and columns
    public ManifestException(List<Problem> problems) {
        super(render(problems, Locale.ENGLISH));
        this.problems = List.copyOf(problems);
    }

    /// All problems of all files.
    public List<Problem> problems() {
        return problems;
    }

    /// All problems for a terminal, then a line that counts them.
    public String render(Locale locale) {
        return render(problems, locale);
    }

    private static String render(List<Problem> problems, Locale locale) {
        var files = problems.stream().map(Problem::file).distinct().count();
        var code = problems.getFirst().code().code();
        return problems.stream().map(problem -> problem.render(locale)).collect(Collectors.joining("\n"))
                + "\n"
                + ProblemCode.words(locale, "summary", List.of(problems.size(), files, code));
    }
}
