package dev.hikyaku.simulators.push.sns;

import dev.hikyaku.simulators.lifecycle.Simulator;
import dev.hikyaku.simulators.push.phones.Phones;
import dev.hikyaku.simulators.push.sns.access.Access;
import dev.hikyaku.simulators.push.sns.event.EventQueue;
import dev.hikyaku.simulators.push.sns.event.FailureEvents;
import dev.hikyaku.simulators.push.sns.fault.SnsFaults;
import dev.hikyaku.simulators.push.sns.http.SnsDoors;
import dev.hikyaku.simulators.push.sns.http.SnsWorld;
import dev.hikyaku.simulators.push.sns.publish.Courier;
import dev.hikyaku.simulators.push.sns.publish.Publishes;
import dev.hikyaku.simulators.push.sns.publish.Surroundings;
import dev.hikyaku.simulators.push.sns.quota.Buckets;
import dev.hikyaku.simulators.push.sns.quota.Quotas;
import dev.hikyaku.simulators.push.sns.registry.Registry;
import dev.hikyaku.simulators.salesforce.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Amazon SNS mobile push of one region on this machine, as a program or inside a test.
///
/// Any credentials do, unless an account is named ([SnsOptions#withAccount]). Account 123456789012.
public final class SnsSimulator implements Simulator {
    private static final String ACCOUNT = "123456789012";

    private final Journal journal;
    private final Phones phones;
    private final Registry registry;
    private final EventQueue queue;
    private final SnsFaults faults;
    private final Buckets buckets;
    private final Courier courier;
    private final SnsDoors doors;
    private final String region;

    private SnsSimulator(SnsOptions options) throws IOException {
        Files.createDirectories(options.folder());
        region = options.region();
        journal = new Journal(options.folder().resolve("journal.jsonl"));
        var shades = options.folder().resolve("phones.jsonl");
        phones = Phones.journalled(shades);
        registry = new Registry(journal, options.clock(), "arn:aws:sns:" + region + ":" + ACCOUNT);
        queue = new EventQueue(journal, options.clock());
        faults = new SnsFaults(options.seed());
        buckets = new Buckets(options.quotas(), System::nanoTime);
        var around = new Surroundings(
                registry, phones, new FailureEvents(queue, options.clock()), faults, journal, options.clock());
        courier = new Courier(around, options.platformDelay());
        journal.replay(this::restore);
        courier.resume(onPhones(shades, courier.underway()));
        var access = new Access(options.account(), region, options.clock());
        doors = new SnsDoors(options.port(), new SnsWorld(around, courier, queue, buckets, access));
    }

    /// Starts a simulator and goes on where its folder left off.
    ///
    /// @throws UncheckedIOException when the port is taken or the folder cannot be used
    public static SnsSimulator start(SnsOptions options) {
        try {
            var simulator = new SnsSimulator(options);
            simulator.doors.start();
            return simulator;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void restore(JsonNode line) {
        var kind = line.path("kind").asString("");
        if (kind.equals("application") || kind.startsWith("endpoint")) {
            registry.restore(line);
        } else if (kind.startsWith("event")) {
            queue.restore(line);
        } else {
            courier.restore(line);
        }
    }

    /// A kill may fall between a phone's journal and ours: the phone's is right.
    private static Set<String> onPhones(Path shades, Set<String> underway) throws IOException {
        if (underway.isEmpty()) {
            return Set.of();
        }
        var found = new HashSet<String>();
        try (var lines = Files.lines(shades)) {
            lines.forEach(line -> {
                var id = line.lastIndexOf("\"id\":\"");
                if (id >= 0) {
                    var from = id + "\"id\":\"".length();
                    var to = line.indexOf('"', from);
                    if (to > from) {
                        found.add(line.substring(from, to));
                    }
                }
            });
        }
        found.retainAll(underway);
        return found;
    }

    /// The base address, for example `http://127.0.0.1:8080`; the SDK's endpoint for SNS and SQS.
    @Override
    public URI url() {
        return doors.url();
    }

    /// The queue with failure events, of applications whose `EventDeliveryFailure` names a topic.
    public URI queueUrl() {
        return doors.queueUrl();
    }

    /// Which region it is.
    public String region() {
        return region;
    }

    /// Makes a platform application that works, with a topic for failures, and returns its ARN.
    ///
    /// @param platform `GCM`, `APNS` or `APNS_SANDBOX`
    public String createApplication(String platform, String name) {
        var attributes = new HashMap<String, String>();
        attributes.put("PlatformCredential", "simulator");
        attributes.put("EventDeliveryFailure", "arn:aws:sns:" + region + ":" + ACCOUNT + ":delivery-failures");
        return registry.createApplication(platform, name, attributes).arn();
    }

    /// Disables a platform application, as broken credentials do, or enables it.
    public void enableApplication(String arn, boolean enabled) {
        registry.changeApplication(arn, Map.of("Enabled", Boolean.toString(enabled)));
    }

    /// Endpoints and applications, to be looked at and prepared.
    public Registry registry() {
        return registry;
    }

    /// What goes wrong.
    public SnsFaults faults() {
        return faults;
    }

    /// Grants other quotas from now on.
    public void grant(Quotas quotas) {
        buckets.grant(quotas);
    }

    /// What was accepted, and who sent it twice.
    public Publishes publishes() {
        return courier.publishes();
    }

    /// What the devices show; their addresses are the tokens.
    public Phones phones() {
        return phones;
    }

    /// How many failure events wait in the queue.
    public int events() {
        return queue.size();
    }

    /// Waits until everything that was accepted is on a phone or dropped.
    ///
    /// @return false when that took longer
    public boolean awaitIdle(Duration most) throws InterruptedException {
        return courier.awaitIdle(most);
    }

    @Override
    public void close() {
        doors.close();
        courier.close();
        phones.close();
        journal.close();
    }

    /// Runs a simulator until it is told to end: `--data DIR --port N --region NAME`.
    public static void main(String[] args) {
        SnsProgram.run(args);
    }
}
