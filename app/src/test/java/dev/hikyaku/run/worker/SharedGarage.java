package dev.hikyaku.run.worker;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Settings;
import dev.hikyaku.run.campaign.CampaignReport;
import dev.hikyaku.run.campaign.CampaignRunner;
import dev.hikyaku.run.campaign.Gateways;
import dev.hikyaku.run.campaign.PushSettings;
import dev.hikyaku.run.part.Sharing;
import dev.hikyaku.run.part.WorkSettings;
import dev.hikyaku.servers.MariaDbServer;
import dev.hikyaku.simulators.sqs.SqsOptions;
import dev.hikyaku.simulators.sqs.SqsSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A garage whose reminders several processes send together: one MariaDB, one queue, phones that remember who
/// wrote to them.
final class SharedGarage implements AutoCloseable {
    static final int PART = 100;

    private final Path folder;
    private final String url = MariaDbServer.newDatabase();
    private final SqsSimulator sqs;
    private final WorkSettings work;
    final Map<String, List<String>> shown = new ConcurrentHashMap<>();
    final List<String> troubles = new CopyOnWriteArrayList<>();
    volatile Duration latency = Duration.ofMillis(20);
    volatile boolean refuses;

    SharedGarage(Path folder, SqsOptions queue, int users) throws IOException {
        this.folder = folder;
        sqs = SqsSimulator.start(queue);
        work = new WorkSettings(sqs.queue("work").toString(), "ap-northeast-1", sqs.url(), PART);
        System.setProperty("aws.accessKeyId", "anybody");
        System.setProperty("aws.secretAccessKey", "anything");
        Files.createDirectories(folder.resolve("campaigns"));
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(folder.resolve("hikyaku.yaml"), """
                version: 1
                push:
                  gateway: fcm
                  devices: { table: devices, user: user_id, address: token }
                """);
        declare("Hello");
        sql(
                "CREATE TABLE devices (user_id INT PRIMARY KEY, token VARCHAR(20))",
                "INSERT INTO devices SELECT seq, CONCAT('t', seq) FROM seq_1_to_" + users);
    }

    /// The campaign, with these words.
    void declare(String words) {
        try {
            Files.writeString(folder.resolve("campaigns/reminder.yaml"), """
                    version: 1
                    campaign: reminder
                    audience:
                      sql: SELECT user_id FROM devices
                      once: [user_id]
                    message:
                      default: en
                      en: { title: Reminder, body: "WORDS" }
                    """.replace("WORDS", words));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void sql(String... statements) {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private final class Phones implements Gateway {
        private final String process;

        Phones(String process) {
            this.process = process;
        }

        @Override
        public String name() {
            return "fcm";
        }

        @Override
        public Outcome send(Notification notification, Address address) {
            try {
                Thread.sleep(latency);
            } catch (InterruptedException hurried) {
                throw new IllegalStateException(hurried);
            }
            shown.computeIfAbsent(process, _ -> new CopyOnWriteArrayList<>()).add(address.text());
            return refuses
                    ? new Outcome.Rejected("UNREGISTERED", "gone", Outcome.Blame.DEVICE)
                    : new Outcome.Accepted("1", null);
        }

        @Override
        public Outcome check(Notification notification, Address address) {
            return new Outcome.Accepted("1", null);
        }

        @Override
        public void close() {}
    }

    Project project() {
        var database = new Settings.Database(url, "root", "");
        return new Project(
                Manifest.read(folder),
                new Settings(
                        database,
                        database,
                        new Settings.Org(null, null, null, null, null, null, null),
                        null,
                        "en",
                        Duration.ofSeconds(30),
                        90_000_000,
                        2_000,
                        Duration.ofMillis(10),
                        Duration.ofMillis(200)));
    }

    private CampaignRunner.Options options(String process, Sharing sharing) {
        var push = new PushSettings(
                20,
                20,
                1_000_000,
                Duration.ZERO,
                Long.MAX_VALUE,
                new PushSettings.First(20, 5, 0.5, 1_000, 0.33),
                5,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                null);
        return new CampaignRunner.Options(
                "one",
                push,
                _ -> new Gateways(List.of(new Phones(process)), 4_096, 1_000_000),
                (_, _, _, _) -> {},
                _ -> {},
                sharing);
    }

    /// A run whose work is shared with whoever listens to the queue.
    CampaignReport run(String process) {
        return run(process, new Sharing(PART, Sharing.with(work)));
    }

    /// A run that tells nobody.
    CampaignReport runAlone(String process) {
        return run(process, Sharing.alone());
    }

    /// A run that has read this state of the files.
    CampaignReport run(Project project, String process) {
        return run(project, process, new Sharing(PART, Sharing.with(work)));
    }

    private CampaignReport run(String process, Sharing sharing) {
        return run(project(), process, sharing);
    }

    /// A run whose process died right after it had cut its first parts.
    void dividedByADeadRunner() {
        try {
            run("dead", new Sharing(PART, parts -> {
                throw new IllegalStateException("as good as dead after " + parts.size() + " parts");
            }));
            throw new AssertionError("it was not divided");
        } catch (IllegalStateException dead) {
            troubles.add(String.valueOf(dead.getMessage()));
        }
    }

    private CampaignReport run(Project project, String process, Sharing sharing) {
        return new CampaignRunner(project, options(process, sharing))
                .run(project.manifest().campaign("reminder").orElseThrow());
    }

    /// Nobody answers at the queue any more.
    void loseQueue() {
        sqs.close();
    }

    /// Starts a worker; closing it lets it end after its part.
    Running worker(String process) {
        return new Running(process);
    }

    /// A worker at work.
    final class Running implements AutoCloseable {
        final List<Long> parts = new CopyOnWriteArrayList<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicReference<@Nullable Report> report = new AtomicReference<>();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final Thread thread;

        private Running(String process) {
            var listener = new Worker.Listener() {
                @Override
                public void sent(Part part) {
                    parts.add(part.id());
                }

                @Override
                public void trouble(String text) {
                    troubles.add(text);
                }
            };
            var options = new Worker.Options(
                    options(process, Sharing.alone()), work, Duration.ofSeconds(1), over::get, listener);
            thread = Thread.ofPlatform().name(process).start(() -> {
                try {
                    report.set(new Worker(project(), options).work());
                } catch (RuntimeException failed) {
                    failure.set(failed);
                }
            });
        }

        @Override
        public void close() {
            over.set(true);
            try {
                thread.join();
            } catch (InterruptedException hurried) {
                throw new IllegalStateException(hurried);
            }
            if (failure.get() != null) {
                throw new IllegalStateException(failure.get());
            }
        }
    }

    List<String> allShown() {
        var all = new ArrayList<String>();
        shown.values().forEach(all::addAll);
        return all;
    }

    int shownBy(String process) {
        return shown.getOrDefault(process, List.of()).size();
    }

    @Override
    public void close() {
        sqs.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }
}
