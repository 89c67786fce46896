package dev.hikyaku.cli;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Shell;
import dev.hikyaku.cli.print.Words;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `hikyaku` alone, and what all verbs have in common: the project, the language and the manner of printing.
@Command(name = "hikyaku", synopsisSubcommandLabel = "VERB")
public final class RootVerb implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;
    private final Words words;

    @Option(names = "--project", paramLabel = "DIR", descriptionKey = "project", scope = ScopeType.INHERIT, order = 90)
    private Path folder = Path.of("");

    /// Read by [Cli#locale] before arguments are parsed; here it is checked and explained.
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--lang", paramLabel = "ja|en", descriptionKey = "lang", scope = ScopeType.INHERIT, order = 91)
    private @Nullable Language lang;

    @Option(names = "--json", descriptionKey = "json", scope = ScopeType.INHERIT, order = 92)
    private boolean json;

    @Option(names = "--no-color", descriptionKey = "noColor", scope = ScopeType.INHERIT, order = 93)
    private boolean noColor;

    @Option(
            names = {"-q", "--quiet"},
            descriptionKey = "quiet",
            scope = ScopeType.INHERIT,
            order = 94)
    private boolean quiet;

    @Option(names = "--verbose", descriptionKey = "verbose", scope = ScopeType.INHERIT, order = 95)
    private boolean verbose;

    /// picocli acts on it.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help",
            scope = ScopeType.INHERIT,
            order = 96)
    private boolean help;

    /// Languages as users write them.
    enum Language {
        ja,
        en
    }

    RootVerb(PrintStream out, PrintStream err, Locale locale) {
        this.out = out;
        this.err = err;
        this.words = Words.in(locale);
    }

    /// Words of this command's language.
    public Words words() {
        return words;
    }

    /// Where results and talk go.
    public Screen screen() {
        var colour = !noColor && isWelcome();
        return new Screen(out, err, words, new Screen.Manner(isTerminal(), colour, quiet, json));
    }

    boolean isVerbose() {
        return verbose;
    }

    /// Whether the result is for machines.
    public boolean isJson() {
        return json;
    }

    /// The project folder.
    public Path folder() {
        return folder;
    }

    /// Where things of this process lie that are nobody's data.
    Path hidden() {
        return folder.resolve(".hikyaku");
    }

    /// Reads the project with the settings of this process.
    public Project project() {
        return Project.at(folder, settings());
    }

    /// Settings of this process, in the language of this command.
    public Settings settings() {
        return Settings.load().in(words.locale());
    }

    /// How a command is to be typed so that it speaks of the same project.
    public String command(String verb) {
        var here = folder.toString();
        return "hikyaku " + verb + (here.isEmpty() ? "" : " --project " + Shell.word(here));
    }

    /// See no-color.org. Known before arguments are parsed, for help is coloured too.
    boolean welcomesColour(String[] args) {
        return isWelcome() && !List.of(args).contains("--no-color");
    }

    private static boolean isWelcome() {
        var unwanted = System.getenv("NO_COLOR");
        return isTerminal() && (unwanted == null || unwanted.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }

    /// JDK 25 went back to answering null where nobody watches (JDK-8351435).
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public Integer call() {
        var screen = screen();
        if (json) {
            screen.json(Arrays.asList(words.say("start").split("\n")));
            return 0;
        }
        screen.line(words.say("start"));
        screen.line("");
        var isProject = Files.isRegularFile(folder.resolve("hikyaku.yaml"));
        screen.line(words.say(isProject ? "start.here" : "start.nowhere"));
        return 0;
    }
}
