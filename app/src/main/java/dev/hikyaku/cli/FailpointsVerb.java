package dev.hikyaku.cli;

import dev.hikyaku.run.campaign.SendFailpoints;
import dev.hikyaku.sync.Failpoint;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hikyaku failpoints`: where a crash of a run can be rehearsed; for tests that look from outside.
@Command(name = "failpoints", hidden = true)
final class FailpointsVerb implements Callable<Integer> {
    private final RootVerb root;

    @Option(names = "--campaigns", hidden = true)
    private boolean campaigns;

    FailpointsVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var words = campaigns
                ? SendFailpoints.words()
                : Arrays.stream(Failpoint.values()).map(Failpoint::word).toList();
        var screen = root.screen();
        if (root.isJson()) {
            screen.json(words);
        }
        words.forEach(screen::line);
        return 0;
    }
}
