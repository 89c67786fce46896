package dev.hikyaku.cli;

import dev.hikyaku.cli.campaign.CancelVerb;
import dev.hikyaku.cli.campaign.EraseUserVerb;
import dev.hikyaku.cli.campaign.ExplainVerb;
import dev.hikyaku.cli.campaign.PauseVerb;
import dev.hikyaku.cli.campaign.PreviewVerb;
import dev.hikyaku.cli.campaign.ResumeVerb;
import dev.hikyaku.cli.campaign.SendTestVerb;
import dev.hikyaku.cli.planning.PlanVerb;
import dev.hikyaku.cli.print.Words;
import dev.hikyaku.cli.upkeep.DriftVerb;
import dev.hikyaku.cli.upkeep.ReconcileVerb;
import dev.hikyaku.cli.upkeep.RelinkVerb;
import dev.hikyaku.cli.upkeep.ResubmitVerb;
import dev.hikyaku.cli.upkeep.ScheduleVerb;
import dev.hikyaku.cli.upkeep.ServeVerb;
import dev.hikyaku.cli.upkeep.WorkerVerb;
import dev.hikyaku.run.Stop;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Locale;
import java.util.Optional;
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
        return new CommandLine(root)
                .addSubcommand(new PlanVerb(root))
                .addSubcommand(new RunVerb(root))
                .addSubcommand(new ServeVerb(root))
                .addSubcommand(new WorkerVerb(root))
                .addSubcommand(new ScheduleVerb(root))
                .addSubcommand(new ValidateVerb(root))
                .addSubcommand(new StatusVerb(root))
                .addSubcommand(new RecordsVerb(root))
                .addSubcommand(new TraceVerb(root))
                .addSubcommand(new ResubmitVerb(root))
                .addSubcommand(new PreviewVerb(root))
                .addSubcommand(new SendTestVerb(root))
                .addSubcommand(new ExplainVerb(root))
                .addSubcommand(new PauseVerb(root))
                .addSubcommand(new ResumeVerb(root))
                .addSubcommand(new CancelVerb(root))
                .addSubcommand(new EraseUserVerb(root))
                .addSubcommand(new DriftVerb(root))
                .addSubcommand(new RelinkVerb(root))
                .addSubcommand(new ReconcileVerb(root))
                .addSubcommand(new DemoVerb(root))
                .addSubcommand(new SimulateVerb(root))
                .addSubcommand(new VersionVerb(root))
                .addSubcommand(new HelpVerb(root))
                .addSubcommand(new FailpointsVerb(root));
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
