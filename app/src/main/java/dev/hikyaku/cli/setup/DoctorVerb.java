package dev.hikyaku.cli.setup;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.run.doctor.Doctor;
import dev.hikyaku.run.doctor.Finding;
import dev.hikyaku.run.doctor.Finding.Subject;
import dev.hikyaku.run.doctor.Finding.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hikyaku doctor [SUBJECT...]`: looks at every system the project needs, and says what is wrong and who
/// mends it.
@Command(name = "doctor")
public final class DoctorVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(arity = "0..*", paramLabel = "SUBJECT", descriptionKey = "subjects")
    private List<Word> subjects = List.of();

    /// Subjects as users write them.
    enum Word {
        database,
        ledger,
        salesforce,
        push,
        clock
    }

    public DoctorVerb(RootVerb root) {
        this.root = root;
    }

    /// The result for machines.
    record Examined(int exitCode, List<Line> findings) {}

    /// One finding.
    record Line(String subject, String name, String verdict, String text, String turn, String fix) {}

    @Override
    public Integer call() {
        var wanted = subjects.stream()
                .map(word -> Subject.valueOf(word.name().toUpperCase(Locale.ROOT)))
                .toList();
        var found = new Doctor(root.project()).examine(wanted);
        var screen = root.screen();
        var exitCode = Doctor.exitCode(found);
        var lines = found.stream().map(one -> line(screen, one)).toList();
        if (root.isJson()) {
            screen.json(new Examined(exitCode, lines));
        } else {
            lines.forEach(line -> print(screen, line));
            sum(screen, found, exitCode);
        }
        return exitCode;
    }

    private static Line line(Screen screen, Finding finding) {
        var values = Arrays.stream(finding.values().toArray(String[]::new))
                .map(Text::safeLines)
                .toArray();
        var said = "doctor." + finding.name();
        var fix = finding.verdict() == Verdict.OK
                ? ""
                : screen.words().find(said + ".fix").orElse("");
        return new Line(
                small(finding.subject()),
                finding.name(),
                small(finding.verdict()),
                screen.words().sayLines(said, values),
                finding.turn(),
                fix);
    }

    private static String small(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static void print(Screen screen, Line line) {
        var sign = screen.styled(style(line.verdict()), screen.say("doctor.verdict." + line.verdict()));
        var indented = line.text().replace("\n", "\n     ");
        screen.line(sign + " " + Text.left(screen.say("doctor.subject." + line.subject()), 12) + " " + indented);
        if (!line.verdict().equals("ok")) {
            screen.line("     " + screen.say("advice.turn", screen.say("turn." + line.turn())));
            if (!line.fix().isEmpty()) {
                screen.line("     " + screen.say("advice.fix", line.fix()));
            }
        }
    }

    private static Style style(String verdict) {
        return switch (verdict) {
            case "ok" -> Style.GOOD;
            case "warn" -> Style.WAIT;
            default -> Style.BAD;
        };
    }

    private static void sum(Screen screen, List<Finding> found, int exitCode) {
        screen.line("");
        screen.line(screen.say(
                "doctor.sum",
                count(found, Verdict.OK),
                count(found, Verdict.WARN),
                count(found, Verdict.BAD),
                exitCode));
    }

    private static long count(List<Finding> found, Verdict verdict) {
        return found.stream().filter(one -> one.verdict() == verdict).count();
    }
}
