package dev.hikyaku.crucible.doors;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Java;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A simulator in a process of its own that can be killed and comes back at the same address.
final class Processes implements AutoCloseable {
    private final String ready;
    private final Launch launch;
    private final URI url;
    private Child process;

    /// Starts it.
    interface Launch {
        /// @param port 0 for any free one
        Child on(int port);
    }

    private Processes(String name, Launch launch) {
        this.ready = name + " simulator ready ";
        this.launch = launch;
        this.process = launch.on(0);
        this.url = awaitReady();
    }

    /// SQS whose queues shuffle, and give one message in five out again though it was deleted.
    static Processes sqs(Path folder) {
        return new Processes(
                "sqs",
                port -> program(
                        folder,
                        "dev.hikyaku.simulators.sqs.SqsSimulator",
                        List.of(
                                "--port", Integer.toString(port),
                                "--data", folder.resolve("sqs").toString(),
                                "--queues", "changes,aurora",
                                "--shuffled", "true",
                                "--repeated", "20")));
    }

    /// The Data API over a database.
    static Processes dataApi(Path folder, String database) {
        return new Processes(
                "rds data",
                port -> program(
                        folder,
                        "dev.hikyaku.simulators.rdsdata.RdsDataSimulator",
                        List.of(Integer.toString(port), database, "root")));
    }

    private static Child program(Path folder, String type, List<String> arguments) {
        return Child.start(folder.resolve("output"), Java.program(type, List.of(), arguments), Map.of());
    }

    private URI awaitReady() {
        var pattern = Pattern.compile(ready + "(http://\\S+:\\d+)\\s");
        var found = pattern.matcher(process.awaitText(ready).out());
        while (!found.find()) {
            Child.pause();
            found = pattern.matcher(process.out());
        }
        return URI.create(found.group(1));
    }

    URI url() {
        return url;
    }

    void killAndStartAgain() {
        process.close();
        process = launch.on(url.getPort());
        awaitReady();
    }

    @Override
    public void close() {
        process.close();
    }
}
