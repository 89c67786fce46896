package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.campaign.CampaignDesk;
import dev.hikyaku.run.campaign.PushSettings;
import dev.hikyaku.run.campaign.Surveyed;
import dev.hikyaku.run.campaign.Surveyed.Answered;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku send-test CAMPAIGN --user U`: the message on one's own phones, before anybody else has it.
@Command(name = "send-test")
public final class SendTestVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", descriptionKey = "campaign")
    private String campaign = "";

    @Option(names = "--user", paramLabel = "USER", required = true, descriptionKey = "user")
    private String user = "";

    public SendTestVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var found = new CampaignNames(root).find(project, campaign);
        try (var desk = CampaignDesk.toTest(project, found, PushSettings.load())) {
            var test = desk.sendTest(user);
            if (root.isJson()) {
                root.screen().json(test);
            } else {
                print(root.screen(), test);
            }
            return test.isGood() ? 0 : Report.REJECTED;
        }
    }

    private void print(Screen screen, Surveyed.Test test) {
        var rowOf = test.rowOf();
        if (rowOf == null) {
            screen.line(screen.say("campaign.emptyAudience", campaign));
            return;
        }
        if (!rowOf.equals(test.user())) {
            screen.line(screen.say("campaign.rowOfOther", test.user(), rowOf));
        }
        var table = new Table(2);
        test.answered().forEach(one -> row(screen, table, one));
        table.print(screen);
        var key = test.key();
        screen.line(key == null ? screen.say("campaign.test.none") : screen.say("campaign.test.done", key));
    }

    private static void row(Screen screen, Table table, Answered one) {
        var good = one.outcome().equals("accepted");
        var code = one.code();
        var told = code == null ? "" : screen.words().find("campaign." + code).orElse(code);
        table.row(
                Cell.of(good ? "✔" : "✖", good ? Style.GOOD : Style.BAD),
                Cell.of(orNothing(one.platform())),
                Cell.of(orNothing(one.gateway())),
                Cell.of(screen.words().find("outcome." + one.outcome()).orElse(one.outcome())),
                Cell.of(told),
                Cell.of(good ? orNothing(one.messageId()) : orNothing(one.reason()), Style.PALE));
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }
}
