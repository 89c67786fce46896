package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.run.campaign.CampaignDesk;
import dev.hikyaku.run.campaign.PushSettings;
import dev.hikyaku.run.campaign.Surveyed.Preview;
import dev.hikyaku.run.campaign.Surveyed.Shown;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hikyaku preview CAMPAIGN`: what a phone would show, in each language. Sends nothing.
@Command(name = "preview")
public final class PreviewVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", descriptionKey = "campaign")
    private String campaign = "";

    @Option(names = "--user", paramLabel = "USER", descriptionKey = "user")
    private @Nullable String user;

    public PreviewVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var found = new CampaignNames(root).find(project, campaign);
        try (var desk = CampaignDesk.toLook(project, found, PushSettings.load(), (_, _, _, _) -> {})) {
            var preview = desk.preview(user);
            if (preview.user() == null && user != null) {
                throw new Trouble.NotFound(root.words().say("campaign.notInAudience", user, campaign));
            }
            print(preview);
        }
        return 0;
    }

    private void print(Preview preview) {
        var screen = root.screen();
        var of = preview.user();
        if (root.isJson()) {
            screen.json(preview);
            return;
        }
        if (of == null) {
            screen.line(screen.say("campaign.emptyAudience", campaign));
            return;
        }
        screen.line(screen.say("campaign.rowOf", of));
        preview.shown().forEach(shown -> print(screen, shown));
    }

    private static void print(Screen screen, Shown shown) {
        var problem = shown.problem();
        screen.line("");
        if (problem != null) {
            screen.line(shown.language() + "  " + screen.styled(Style.BAD, "✖ " + Text.safe(problem)));
            return;
        }
        screen.line(shown.language() + "  " + screen.styled(Style.BOLD, Text.safe(shown.title())));
        shown.body().lines().forEach(line -> screen.line("    " + Text.safe(line)));
        if (shown.open() != null) {
            screen.line("    → " + Text.safe(shown.open()));
        }
        screen.line("    " + screen.say("campaign.bytes", shown.bytes(), CampaignDesk.MOST_BYTES));
    }
}
