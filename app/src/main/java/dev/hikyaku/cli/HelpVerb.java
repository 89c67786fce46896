package dev.hikyaku.cli;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.story.Advice;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.run.Report;
import dev.hikyaku.sync.Codes;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hikyaku help [VERB | CODE]`.
@Command(name = "help")
final class HelpVerb implements Callable<Integer> {
    private final RootVerb root;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "VERB|CODE", descriptionKey = "topic")
    private @Nullable String topic;

    HelpVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var all = Objects.requireNonNull(spec).parent().commandLine();
        var asked = topic;
        if (asked == null) {
            all.usage(all.getOut());
            return 0;
        }
        CommandLine verb = all.getSubcommands().get(asked);
        if (verb != null) {
            verb.usage(all.getOut());
            return 0;
        }
        return explain(asked);
    }

    private int explain(String code) {
        var locale = root.words().locale();
        var screen = root.screen();
        var manifest = ProblemCode.of(code);
        var advice = Advice.of(code, locale);
        if (manifest.isPresent()) {
            screen.line(manifest.get().help(locale));
        } else if (advice.isPresent()) {
            print(screen, advice.get());
        } else if (Codes.isKnown(code.toUpperCase(Locale.ROOT))) {
            var line = Codes.line(code.toUpperCase(Locale.ROOT));
            screen.line(screen.say("help.salesforce", code.toUpperCase(Locale.ROOT)));
            screen.line(screen.say("help.verdict." + line.verdict()));
            screen.line(screen.say("advice.turn", screen.say("turn." + line.turn())));
        } else {
            screen.complain(screen.say("advice.unknown", code));
            return Report.USAGE;
        }
        return 0;
    }

    private static void print(Screen screen, Advice advice) {
        screen.line(screen.say("advice.meaning", advice.code(), advice.meaning()));
        screen.line(screen.say("advice.turn", screen.say("turn." + advice.turn().word())));
        screen.line(screen.say("advice.fix", advice.fix()));
    }
}
