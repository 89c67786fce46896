package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.Trouble;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.run.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hikyaku erase-user USER`: forgets whom deliveries were for, what they said and where they went.
@Command(name = "erase-user")
public final class EraseUserVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "USER", descriptionKey = "user")
    private String user = "";

    public EraseUserVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var project = root.project();
        var screen = root.screen();
        if (!project.hasLedger()) {
            throw new Trouble.NotFound(root.words().say("status.empty"));
        }
        try (var ledger = project.openLedger()) {
            var erased = ledger.deliveries().erasure().erase(user);
            if (root.isJson()) {
                screen.json(erased);
            } else {
                screen.line(screen.styled(Style.GOOD, "✔") + " "
                        + screen.say("campaign.erasedUser", erased.deliveries(), erased.unsent()));
                if (erased.onTheWire() > 0) {
                    screen.line(screen.styled(Style.WAIT, "–") + " "
                            + screen.say("campaign.eraseAgain", erased.onTheWire()));
                }
            }
            return erased.onTheWire() > 0 ? Report.HELD : 0;
        }
    }
}
