package dev.hikyaku.bench;

import dev.hikyaku.bench.intake.IntakeBench;
import dev.hikyaku.bench.pages.PagesBench;
import dev.hikyaku.bench.push.AudienceBench;
import dev.hikyaku.bench.push.PushBench;
import dev.hikyaku.bench.push.WorkersBench;
import dev.hikyaku.bench.start.StartBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Entry of `./hikyaku bench`.
@Command(
        name = "hikyaku bench",
        description = "Measures whole processes against a floor in the same run.",
        subcommands = {
            CarryBench.class,
            FreshnessBench.class,
            IntakeBench.class,
            PushBench.class,
            WorkersBench.class,
            AudienceBench.class,
            StartBench.class,
            PagesBench.class
        },
        mixinStandardHelpOptions = true)
public final class Bench implements Runnable {
    private Bench() {}

    /// Runs one bench and exits with its code.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
