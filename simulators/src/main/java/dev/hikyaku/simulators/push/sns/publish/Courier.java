package dev.hikyaku.simulators.push.sns.publish;

import dev.hikyaku.simulators.push.phones.Arrival;
import dev.hikyaku.simulators.push.sns.event.Failure;
import dev.hikyaku.simulators.push.sns.fault.SnsFault;
import dev.hikyaku.simulators.push.sns.registry.Application;
import dev.hikyaku.simulators.push.sns.registry.Endpoint;
import dev.hikyaku.simulators.push.sns.wire.Form;
import dev.hikyaku.simulators.push.sns.wire.Refusal;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import tools.jackson.databind.JsonNode;

/// Takes publishes, and after the answer hands them to the platform, which shows them on phones or fails.
///
/// SNS tries a failing platform 50 times in six hours; here the first failure is the last.
public final class Courier implements AutoCloseable {
    private static final String PUBLISH = "Publish";

    private final Surroundings around;
    private final Duration platformDelay;
    private final Publishes publishes = new Publishes();
    private final Map<String, Accepted> underway = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param platformDelay how long after acceptance the platform is asked
    public Courier(Surroundings around, Duration platformDelay) {
        this.around = around;
        this.platformDelay = platformDelay;
    }

    /// What was accepted.
    public Publishes publishes() {
        return publishes;
    }

    /// Publishes to an endpoint, and returns the message id.
    ///
    /// @throws Refusal when SNS would not take it
    public String publish(Form form) {
        var endpoint = target(form);
        var application = around.registry().application(endpoint.application());
        if (!application.isEnabled()
                || around.faults()
                        .take(SnsFault.Kind.APPLICATION_DISABLED, PUBLISH, endpoint.token())
                        .isPresent()) {
            throw new Refusal(400, "PlatformApplicationDisabled", "Platform application is disabled");
        }
        var content = Structure.read(form, application.platform());
        if (!endpoint.enabled()) {
            throw new Refusal(400, "EndpointDisabled", "Endpoint is disabled");
        }
        var publish = new Publish(
                UUID.randomUUID().toString(),
                endpoint.arn(),
                form.invocation(),
                form.attempt(),
                sha256(form.text("Message")));
        var ttl = Accepted.ttl(form.messageAttributes(), application.platform());
        var accepted = new Accepted(publish, content, around.clock().millis(), ttl);
        written(accepted);
        publishes.add(publish);
        send(accepted);
        return publish.id();
    }

    private Endpoint target(Form form) {
        var arn = form.text("TargetArn");
        if (arn.isEmpty()) {
            throw Refusal.invalid("TopicArn or TargetArn Reason: no value for required parameter");
        }
        return around.registry()
                .find(arn)
                .orElseThrow(() -> Refusal.invalid("TargetArn Reason: No endpoint found for the target arn specified"));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void written(Accepted accepted) {
        var publish = accepted.publish();
        around.journal().write(new Lines(accepted.at()).add("published", json -> {
                    json.writeStringProperty("id", publish.id());
                    json.writeStringProperty("endpoint", publish.endpoint());
                    json.writeStringProperty("invocation", publish.invocation());
                    json.writeNumberProperty("attempt", publish.attempt());
                    json.writeStringProperty("hash", publish.hash());
                    if (accepted.ttl() != null) {
                        json.writeNumberProperty("ttl", accepted.ttl());
                    }
                    Lines.text(json, "tag", accepted.content().tag());
                    json.writeStringProperty("title", accepted.content().title());
                    json.writeStringProperty("body", accepted.content().body());
                    Lines.text(json, "open", accepted.content().open());
                }));
    }

    /// Takes a journal's line in.
    public void restore(JsonNode line) {
        var id = line.path("id").asString("");
        switch (line.path("kind").asString("")) {
            case "published" -> {
                var accepted = Accepted.read(line);
                publishes.add(accepted.publish());
                underway.put(id, accepted);
            }
            case "arrived", "dropped" -> underway.remove(id);
            default -> {
                // a line about something else
            }
        }
    }

    /// What a kill left between SNS and the platform.
    public Set<String> underway() {
        return Set.copyOf(underway.keySet());
    }

    /// Goes on with what a kill left, except what phones already have.
    public void resume(Set<String> onPhones) {
        underway.keySet().removeAll(onPhones);
        underway.values().forEach(this::send);
    }

    /// Waits until no notification is on its way; false when it took longer.
    public boolean awaitIdle(Duration most) throws InterruptedException {
        var end = System.nanoTime() + most.toNanos();
        while (!underway.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(2);
        }
        return true;
    }

    private void send(Accepted accepted) {
        underway.put(accepted.publish().id(), accepted);
        try {
            threads.execute(() -> carry(accepted));
        } catch (RejectedExecutionException closing) {
            // the next start goes on with it
        }
    }

    private void carry(Accepted accepted) {
        try {
            Thread.sleep(platformDelay);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return;
        }
        var end = handed(accepted);
        var id = accepted.publish().id();
        around.journal().write(new Lines(around.clock().millis()).add(end.isEmpty() ? "arrived" : "dropped", json -> {
                    json.writeStringProperty("id", id);
                    if (!end.isEmpty()) {
                        json.writeStringProperty("reason", end);
                    }
                }));
        underway.remove(id);
    }

    /// Returns why it never arrived, or an empty text.
    private String handed(Accepted accepted) {
        var found = around.registry().find(accepted.publish().endpoint());
        if (found.isEmpty() || accepted.isTooLate(around.clock().millis())) {
            return found.isEmpty() ? "no endpoint" : "too late";
        }
        var endpoint = found.get();
        var fault = around.faults().take(SnsFault.Kind.PROVIDER, "", endpoint.token());
        if (fault.isPresent()) {
            return failed(accepted, endpoint, Failure.of(fault.get().code()));
        }
        var content = accepted.content();
        around.phones()
                .arrive(new Arrival(
                        "sns",
                        endpoint.token(),
                        content.tag(),
                        content.title(),
                        content.body(),
                        content.open(),
                        accepted.publish().id(),
                        around.clock().millis()));
        return "";
    }

    private String failed(Accepted accepted, Endpoint endpoint, Failure failure) {
        if (failure.disables()) {
            around.registry().disable(endpoint.arn());
        }
        Application application = around.registry().application(endpoint.application());
        around.events().tell(application, endpoint, accepted.publish().id(), failure);
        return failure.type();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
