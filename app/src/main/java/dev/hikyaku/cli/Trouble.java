package dev.hikyaku.cli;

import dev.hikyaku.cli.desk.Refused;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.story.AdviceLines;
import dev.hikyaku.demo.Demo;
import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.ManifestException;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.salesforce.SalesforceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// What went wrong, said to people, with its exit code. A stack trace is for whoever mends Hikyaku: it goes to a file.
public final class Trouble implements IExecutionExceptionHandler {
    private final RootVerb root;

    /// The answer for machines when there is no result.
    record Failure(int exitCode, List<String> problems) {}

    /// Users asked for something that is not there.
    public static final class NotFound extends RuntimeException {
        /// Says what was asked for, and what there is.
        public NotFound(String message) {
            super(message);
        }
    }

    private record Told(int exitCode, String text) {}

    Trouble(RootVerb root) {
        this.root = root;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        var screen = root.screen();
        var told = tell(failure);
        screen.complain(Text.safeLines(told.text()));
        AdviceLines.of(root.words().locale(), told.text()).forEach(screen::complain);
        if (root.isVerbose()) {
            screen.complain(trace(failure));
        }
        if (root.isJson()) {
            screen.json(new Failure(told.exitCode(), List.of(told.text())));
        }
        return told.exitCode();
    }

    private Told tell(Exception failure) {
        var message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case ManifestException invalid -> new Told(Report.MANIFEST, invalid.render(locale()));
            case NotFound _ -> new Told(Report.USAGE, message);
            case Refused refused -> new Told(refused.exitCode(), message);
            case Demo.CannotOpen _ -> new Told(Report.UNREACHABLE, message);
            case Project.Incomplete _ -> new Told(Report.UNREACHABLE, message);
            case Ledger.CannotOpen _ -> new Told(Report.UNREACHABLE, message);
            case ApplicationDatabase.CannotRead unread ->
                new Told(unread.manifestDoesNotFit() ? Report.MANIFEST : Report.UNREACHABLE, message);
            case SalesforceException _ -> new Told(Report.UNREACHABLE, message);
            case CannotCreateTransactionException away -> new Told(Report.UNREACHABLE, away(away));
            case DataAccessResourceFailureException away -> new Told(Report.UNREACHABLE, away(away));
            case BindException unfit -> new Told(Report.USAGE, unfit(unfit));
            default -> new Told(Report.BUG, bug(failure));
        };
    }

    private Locale locale() {
        return root.words().locale();
    }

    private String unfit(BindException unfit) {
        return root.words().say("trouble.setting", String.valueOf(unfit.getName()), rootMessage(unfit));
    }

    private String away(Exception away) {
        return root.words().say("trouble.away", rootMessage(away));
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private String bug(Exception failure) {
        var what = failure.getClass().getSimpleName() + ": "
                + String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        try {
            var file = write(trace(failure));
            return root.words().say("trouble.bug", what, file.toString());
        } catch (IOException unwritable) {
            return root.words().say("trouble.bug.unwritten", what);
        }
    }

    private Path write(String trace) throws IOException {
        var isProject = Files.isRegularFile(root.folder().resolve("hikyaku.yaml"));
        if (!isProject) {
            var file = Files.createTempFile("hikyaku-bug-", ".txt");
            return Files.writeString(file, trace);
        }
        Files.createDirectories(root.hidden());
        var name = "bug-" + Instant.now().toString().replaceAll("[^0-9TZ]", "") + ".txt";
        return Files.writeString(root.hidden().resolve(name), trace);
    }

    private static String trace(Exception failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /// Prints problems that a run reported, with what the catalogue says about them.
    public static void print(Screen screen, List<String> problems) {
        for (var problem : problems) {
            screen.complain(Text.safeLines(problem));
            AdviceLines.of(screen.words().locale(), problem).forEach(screen::complain);
        }
    }
}
