package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.RootVerb;
import dev.hikyaku.cli.desk.At;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `hikyaku explain CAMPAIGN USER`: why a user got it, or did not, and what would become of the user now.
@Command(name = "explain")
public final class ExplainVerb implements Callable<Integer> {
    private final RootVerb root;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", descriptionKey = "campaign")
    private String campaign = "";

    @Parameters(index = "1", paramLabel = "USER", descriptionKey = "user")
    private String user = "";

    @Mixin
    private At at = new At();

    public ExplainVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (var desk = at.desk(root)) {
            var explained = desk.explain(campaign, user);
            if (root.isJson()) {
                root.screen().json(explained);
            } else {
                new StoryPage(root.screen()).print(explained);
            }
            return 0;
        }
    }
}
