package dev.hikyaku.cli.setup;

import dev.hikyaku.cli.RootVerb;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hikyaku completion bash|zsh`: a script by which the shell completes verbs and options.
@Command(name = "completion")
public final class CompletionVerb implements Callable<Integer> {
    private final RootVerb root;

    @Spec
    private @Nullable CommandSpec spec;

    /// One script serves both: in zsh it switches bash's completion on.
    @SuppressWarnings("UnusedVariable")
    @Parameters(index = "0", paramLabel = "bash|zsh", descriptionKey = "shell")
    private @Nullable ShellName shell;

    /// Shells as users write them.
    enum ShellName {
        bash,
        zsh
    }

    public CompletionVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var all = Objects.requireNonNull(spec).parent().commandLine();
        root.screen().line(AutoComplete.bash("hikyaku", all));
        return 0;
    }
}
