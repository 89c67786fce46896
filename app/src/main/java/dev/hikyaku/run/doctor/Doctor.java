package dev.hikyaku.run.doctor;

import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.doctor.Finding.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Examines the systems of a project. Every call it makes only asks; an FCM notification is handed over as
/// `validate_only`, to an address that nobody has.
public final class Doctor {
    private final Project project;

    /// For one project.
    public Doctor(Project project) {
        this.project = project;
    }

    /// Examines some subjects, or all.
    ///
    /// @param wanted empty for all
    /// @return what was found, in the order of the subjects
    public List<Finding> examine(Collection<Subject> wanted) {
        var found = new ArrayList<Finding>();
        for (var subject : Subject.values()) {
            if (wanted.isEmpty() || wanted.contains(subject)) {
                found.addAll(examine(subject));
            }
        }
        return List.copyOf(found);
    }

    private List<Finding> examine(Subject subject) {
        return switch (subject) {
            case DATABASE -> new DatabaseExam(project).findings();
            case LEDGER -> new LedgerExam(project).findings();
            case SALESFORCE -> new SalesforceExam(project).findings();
            case PUSH -> new PushExam(project).findings();
            case CLOCK -> new ClockExam(project).findings();
        };
    }

    /// What the findings mean for whoever started it: 4 when a system can't be reached or does not let us
    /// work, else 3 when the manifest does not fit one, else 0.
    public static int exitCode(Collection<Finding> found) {
        var codes = found.stream().map(Finding::exitCode).toList();
        return codes.contains(Report.UNREACHABLE)
                ? Report.UNREACHABLE
                : codes.contains(Report.MANIFEST) ? Report.MANIFEST : 0;
    }

    /// A failure's first line, without the code it begins with: the finding has its own words.
    static String reason(RuntimeException failed) {
        return String.valueOf(failed.getMessage())
                .lines()
                .findFirst()
                .orElse(failed.getClass().getSimpleName())
                .replaceFirst("^HK\\d{4}\\s+", "");
    }

    /// How far a clock is off, in seconds with one decimal.
    static String seconds(Duration ahead) {
        return String.format(Locale.ROOT, "%+.1f", ahead.toMillis() / 1000.0);
    }
}
