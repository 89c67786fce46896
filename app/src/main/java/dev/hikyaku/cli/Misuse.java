package dev.hikyaku.cli;

import dev.hikyaku.cli.print.Text;
import dev.hikyaku.run.Report;
import java.util.List;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Arguments that can't be understood: what was found, what may have been meant, and where help is.
final class Misuse implements IParameterExceptionHandler {
    private final RootVerb root;

    Misuse(RootVerb root) {
        this.root = root;
    }

    @Override
    public int handleParseException(ParameterException misuse, String[] args) {
        var screen = root.screen();
        var words = root.words();
        var command = misuse.getCommandLine().getCommandSpec().qualifiedName();
        var told = switch (misuse) {
            case UnmatchedArgumentException unmatched ->
                words.say("misuse.unmatched", String.join(" ", unmatched.getUnmatched()));
            case MissingParameterException missing ->
                words.say(
                        "misuse.missing",
                        String.join(
                                ", ",
                                missing.getMissing().stream()
                                        .map(arg -> arg.paramLabel())
                                        .toList()));
            default -> Text.safeLines(String.valueOf(misuse.getMessage()));
        };
        screen.complain("hikyaku: " + told);
        if (misuse instanceof UnmatchedArgumentException unmatched) {
            suggestions(unmatched).forEach(suggestion -> screen.complain(words.say("misuse.meant", suggestion)));
        }
        screen.complain(words.say("misuse.help", command));
        if (root.isJson()) {
            screen.json(new Trouble.Failure(Report.USAGE, List.of(told)));
        }
        return Report.USAGE;
    }

    private static List<String> suggestions(UnmatchedArgumentException unmatched) {
        return unmatched.getSuggestions().stream()
                .map(suggestion -> suggestion.replaceFirst("^hikyaku ", ""))
                .toList();
    }
}
