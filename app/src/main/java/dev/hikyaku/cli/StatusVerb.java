package dev.hikyaku.cli;

import dev.hikyaku.cli.desk.At;
import dev.hikyaku.cli.desk.StatusPage;
import dev.hikyaku.run.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hikyaku status`: where each sync and campaign stands, what is safe, and what to type next. Looks only;
/// makes nothing.
@Command(name = "status")
final class StatusVerb implements Callable<Integer> {
    private final RootVerb root;

    @Mixin
    private At at = new At();

    @Option(names = "--books", descriptionKey = "books")
    private boolean books;

    @Option(names = "--exit-code", descriptionKey = "exitCode")
    private boolean exitCode;

    StatusVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (var desk = at.desk(root)) {
            var status = desk.status(books);
            if (root.isJson()) {
                root.screen().json(status);
            } else {
                new StatusPage(root.screen(), desk::command).print(status);
            }
            return exitCode && !status.isAllWell() ? Report.SOMETHING_TO_DO : 0;
        }
    }
}
