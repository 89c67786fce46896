package dev.hikyaku.cli;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Words;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.run.Report;
import dev.hikyaku.story.Advice;
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
        } else if (Codes.isKnown(code.toUpperCase(Locale.ROOT))) {
            explain(screen, code.toUpperCase(Locale.ROOT));
        } else if (advice.isPresent()) {
            print(screen, advice.get());
        } else {
            screen.complain(screen.say("advice.unknown", code));
            return Report.USAGE;
        }
        return 0;
    }

    /// A code of Salesforce, with all its meanings.
    private static void explain(Screen screen, String code) {
        screen.line(screen.say("help.salesforce", code));
        for (var line : Codes.table()) {
            if (line.code().equals(code)) {
                explain(screen, line);
            }
        }
    }

    private static void explain(Screen screen, Codes.Line line) {
        var texts = Words.bundle("codes", screen.words().locale());
        screen.line("");
        screen.line((line.hint().isEmpty() ? "" : "\"" + line.hint() + "\": ") + texts.getString(line.name()));
        screen.line(verdict(screen, line.upsert()));
        if (!line.delete().equals(line.upsert())) {
            screen.line(screen.say("help.delete", verdict(screen, line.delete())));
        }
        screen.line(screen.say("advice.turn", screen.say("turn." + line.turn())));
        screen.line(screen.say("advice.fix", texts.getString(line.name() + ".fix")));
    }

    private static String verdict(Screen screen, Codes.Rule rule) {
        var text = screen.say("help.verdict." + rule.verdict().word());
        return rule.tries() == 0 ? text : text + " " + screen.say("help.tries", rule.tries());
    }

    private static void print(Screen screen, Advice advice) {
        screen.line(screen.say("advice.meaning", advice.code(), advice.meaning()));
        screen.line(screen.say("advice.turn", screen.say("turn." + advice.turn().word())));
        screen.line(screen.say("advice.fix", advice.fix()));
    }
}
