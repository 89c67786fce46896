package dev.hikyaku.cli;

import dev.hikyaku.cli.campaign.CancelVerb;
import dev.hikyaku.cli.campaign.EraseUserVerb;
import dev.hikyaku.cli.campaign.ExplainVerb;
import dev.hikyaku.cli.campaign.PauseVerb;
import dev.hikyaku.cli.campaign.PreviewVerb;
import dev.hikyaku.cli.campaign.ResumeVerb;
import dev.hikyaku.cli.campaign.SendTestVerb;
import dev.hikyaku.cli.people.UserVerb;
import dev.hikyaku.cli.planning.PlanVerb;
import dev.hikyaku.cli.print.Words;
import dev.hikyaku.cli.setup.CompletionVerb;
import dev.hikyaku.cli.setup.DoctorVerb;
import dev.hikyaku.cli.setup.InitVerb;
import dev.hikyaku.cli.upkeep.DriftVerb;
import dev.hikyaku.cli.upkeep.HoldVerb;
import dev.hikyaku.cli.upkeep.ReconcileVerb;
import dev.hikyaku.cli.upkeep.RelinkVerb;
import dev.hikyaku.cli.upkeep.ResubmitVerb;
import dev.hikyaku.cli.upkeep.ScheduleVerb;
import dev.hikyaku.cli.upkeep.ServeVerb;
import dev.hikyaku.cli.upkeep.SkipVerb;
import dev.hikyaku.cli.upkeep.TailVerb;
import dev.hikyaku.cli.upkeep.WorkerVerb;
import dev.hikyaku.metrics.log.JsonLog;
import dev.hikyaku.run.Stop;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/// The command line: reads arguments, runs one verb, answers an exit code.
public final class Cli {
    private static final String LANG = "--lang";

    private Cli() {}

    /// Runs on the process's own streams.
    ///
    /// @return the exit code; the codes stand in [dev.hikyaku.run.Report]
    public static int run(String[] args) {
        Stop.mayHalt();
        JsonLog.begin(System.getProperty("hikyaku.log.format", System.getenv("HIKYAKU_LOG_FORMAT")));
        // After a fail-over the same name leads elsewhere.
        Security.setProperty("networkaddress.cache.ttl", "5");
        return run(args, stream(FileDescriptor.out, System.out), stream(FileDescriptor.err, System.err));
    }

    /// Runs on these streams.
    public static int run(String[] args, PrintStream out, PrintStream err) {
        var locale = locale(args);
        var root = new RootVerb(out, err, locale);
        var line = verbs(root);
        line.setResourceBundle(Words.bundle("usage", locale));
        line.setOut(new PrintWriter(out, true, out.charset()));
        line.setErr(new PrintWriter(err, true, err.charset()));
        line.setColorScheme(Help.defaultColorScheme(root.welcomesColour(args) ? Help.Ansi.ON : Help.Ansi.OFF));
        line.setAdjustLineBreaksForWideCJKCharacters(true);
        line.setUsageHelpWidth(110);
        line.getSubcommands()
                .values()
                .forEach(verb -> verb.getCommandSpec().usageMessage().sortOptions(false));
        line.getCommandSpec().usageMessage().sortOptions(false);
        line.setParameterExceptionHandler(new Misuse(root));
        line.setExecutionExceptionHandler(new Trouble(root));
        return line.execute(args);
    }

    private static CommandLine verbs(RootVerb root) {
        var line = new CommandLine(root);
        Stream.of(carrying(root), campaigns(root), around(root))
                .flatMap(List::stream)
                .forEach(line::addSubcommand);
        return line;
    }

    /// For syncs, day by day.
    private static List<Object> carrying(RootVerb root) {
        return List.of(
                new PlanVerb(root),
                new RunVerb(root),
                new ServeVerb(root),
                new WorkerVerb(root),
                new ScheduleVerb(root),
                new InitVerb(root),
                new ValidateVerb(root),
                new DoctorVerb(root),
                new StatusVerb(root),
                new RecordsVerb(root),
                new TraceVerb(root),
                new TailVerb(root),
                new ResubmitVerb(root),
                new SkipVerb(root),
                new HoldVerb(root));
    }

    /// For campaigns.
    private static List<Object> campaigns(RootVerb root) {
        return List.of(
                new PreviewVerb(root),
                new SendTestVerb(root),
                new ExplainVerb(root),
                new PauseVerb(root),
                new ResumeVerb(root),
                new CancelVerb(root),
                new EraseUserVerb(root));
    }

    /// For what is rarely done, and to try things.
    private static List<Object> around(RootVerb root) {
        return List.of(
                new DriftVerb(root),
                new RelinkVerb(root),
                new ReconcileVerb(root),
                new UserVerb(root),
                new DemoVerb(root),
                new SimulateVerb(root),
                new CompletionVerb(root),
                new VersionVerb(root),
                new HelpVerb(root),
                new FailpointsVerb(root));
    }

    /// Where nobody said which characters are understood (the C locale), UTF-8 is what terminals and files mean.
    private static PrintStream stream(FileDescriptor descriptor, PrintStream given) {
        Charset charset = given.charset().equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : given.charset();
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }

    /// Needed before the arguments are parsed, for help is in this language too.
    static Locale locale(String[] args) {
        var language = given(args)
                .or(() -> Optional.ofNullable(System.getProperty("hikyaku.lang")))
                .or(() -> Optional.ofNullable(System.getenv("HIKYAKU_LANG")))
                .orElse(Locale.getDefault().getLanguage());
        return language.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
    }

    private static Optional<String> given(String[] args) {
        @Nullable String found = null;
        for (var i = 0; i < args.length; i++) {
            if (args[i].startsWith(LANG + "=")) {
                found = args[i].substring(LANG.length() + 1);
            } else if (args[i].equals(LANG) && i + 1 < args.length) {
                found = args[i + 1];
            }
        }
        return Optional.ofNullable(found);
    }
}
