package dev.hikyaku.run.doctor;

import dev.hikyaku.run.Report;
import java.util.List;

/// One thing that was looked at.
///
/// @param subject what was examined
/// @param name which thing, such as `database.reached`; each has its wording in both languages
/// @param values what the wording names
/// @param turn who has to act: `app`, `admin`, `author`, `operator`, or `nobody`
/// @param exitCode what it means for whoever started this; 0 unless it is bad
public record Finding(Subject subject, String name, Verdict verdict, List<String> values, String turn, int exitCode) {

    public Finding {
        values = List.copyOf(values);
    }

    /// What can be examined.
    public enum Subject {
        DATABASE,
        LEDGER,
        SALESFORCE,
        PUSH,
        CLOCK
    }

    /// How it is.
    public enum Verdict {
        OK,
        /// It works now, and will not for ever, or not for everything.
        WARN,
        /// It does not work.
        BAD
    }

    static Finding ok(Subject subject, String name, String... values) {
        return new Finding(subject, name, Verdict.OK, List.of(values), "nobody", 0);
    }

    static Finding warn(Subject subject, String name, String turn, String... values) {
        return new Finding(subject, name, Verdict.WARN, List.of(values), turn, 0);
    }

    /// A system that can't be reached, or does not let us work.
    static Finding away(Subject subject, String name, String turn, String... values) {
        return new Finding(subject, name, Verdict.BAD, List.of(values), turn, Report.UNREACHABLE);
    }

    /// The manifest and a system do not fit each other.
    static Finding misfit(Subject subject, String name, String turn, String... values) {
        return new Finding(subject, name, Verdict.BAD, List.of(values), turn, Report.MANIFEST);
    }
}
