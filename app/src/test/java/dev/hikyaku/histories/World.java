package dev.hikyaku.histories;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.Settings;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.SimulatorOptions;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A project whose application hands its changes in, a simulated org, and runs that break at random places.
final class World implements AutoCloseable {
    private static final String SYNC = """
            version: 1
            sync: person
            salesforce: { object: Contact, externalId: AppId__c }
            source: { intake: true, key: id }
            fields:
              Version__c: version
              LastName: last_name
              FirstName: first_name
              Phone: phone
            operations: { upsert: {}, delete: {} }
            """;

    private static final String SCHEMA = """
            objects:
              Contact:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Version__c: { type: text, length: 20 }
                  LastName: { type: text, length: 80 }
                  FirstName: { type: text, length: 40 }
                  Phone: { type: phone }
            """;

    private static final Map<String, String> TARGETS =
            Map.of("version", "Version__c", "last_name", "LastName", "first_name", "FirstName", "phone", "Phone");

    private final Path folder;
    private final Random dice;
    private final SalesforceSimulator org;
    private int runs;

    /// The process dies here.
    private static final class Crash extends RuntimeException {}

    World(Path folder, Random dice) throws IOException {
        this.folder = folder;
        this.dice = dice;
        write("hikyaku.yaml", "version: 1\n");
        write("syncs/person.yaml", SYNC);
        write("schema.yaml", SCHEMA);
        org = SalesforceSimulator.start(SimulatorOptions.of(folder.resolve("org"), folder.resolve("schema.yaml"))
                .withSeed(dice.nextLong())
                .withQueueDelay(Duration.ofMillis(1)));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Ledger ledger() {
        return project(0).openLedger();
    }

    Path journal() {
        return folder.resolve("org/journal.jsonl");
    }

    private Project project(int bulkAbove) {
        var application = new Settings.Database("jdbc:h2:mem:none", "sa", "");
        var ledger = new Settings.Database("jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1", "hikyaku", "");
        var settings = new Settings(
                application,
                ledger,
                new Settings.Org(org.loginUrl().toString(), null, "hikyaku", "simulator", null, null, null),
                folder.resolve("work"),
                "en",
                Duration.ofSeconds(30),
                20_000,
                bulkAbove,
                Duration.ofMillis(1),
                Duration.ofMinutes(5));
        return new Project(Manifest.read(folder), settings);
    }

    /// One run with trouble in its way: little or much per lane, lost answers, locked rows, cut results, a crash.
    void runInTrouble() {
        var faults = org.faults();
        switch (dice.nextInt(6)) {
            case 0 -> faults.set(Fault.loseAnswer().times(1 + dice.nextInt(3)));
            case 1 -> faults.set(Fault.lockShare(0.2).times(2));
            case 2 -> faults.set(Fault.truncateResults().times(1));
            case 3 -> faults.set(Fault.failAfterRows(dice.nextInt(300)).times(1));
            case 4 -> faults.set(Fault.error(503).withShare(0.1).times(3));
            default -> {}
        }
        var left = new AtomicInteger(dice.nextBoolean() ? 1 + dice.nextInt(8) : Integer.MAX_VALUE);
        try {
            run(project(new int[] {0, 40, 2_000}[dice.nextInt(3)]), (_, _, _, _) -> {
                if (left.decrementAndGet() == 0) {
                    throw new Crash();
                }
            });
        } catch (Crash died) {
            // What it left is what the next run finds.
            left.set(0);
        }
        faults.clear();
    }

    /// Runs until nothing waits.
    Report settleAll() {
        Report report;
        int most = 20;
        do {
            report = run(project(2_000 * dice.nextInt(2)), (_, _, _, _) -> {});
        } while (waiting(report) > 0 && --most > 0);
        return report;
    }

    private static long waiting(Report report) {
        return report.syncs().stream().mapToLong(sync -> sync.books().waiting()).sum();
    }

    private Report run(Project project, dev.hikyaku.sync.Work.Progress progress) {
        var options = new Runner.Options("run-" + ++runs, null, progress);
        return new Runner(project, options).run(project.manifest().syncs());
    }

    /// Records of the org by key: column -> text, filled columns only.
    Map<String, Map<String, String>> records() {
        var records = new TreeMap<String, Map<String, String>>();
        for (var record : org.records("Contact")) {
            var filled = new TreeMap<String, String>();
            TARGETS.forEach((column, target) -> {
                var text = record.getOrDefault(target, "");
                if (!text.isEmpty()) {
                    filled.put(column, text);
                }
            });
            records.put(record.get("AppId__c"), filled);
        }
        return records;
    }

    @Override
    public void close() {
        org.close();
    }
}
