package dev.hikyaku.crucible.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A Salesforce simulator in a process of its own.
public final class FakeOrg implements AutoCloseable {
    private static final String READY = "salesforce simulator ready ";
    private static final Pattern URL = Pattern.compile(READY + "(http://\\S+:(\\d+))\\s");

    private final Path schema;
    private final Path folder;
    private Child process;
    private URI url;

    private FakeOrg(Path schema, Path folder) {
        this.schema = schema;
        this.folder = folder;
        this.process = child("0");
        this.url = ready();
    }

    /// Starts one that knows the objects of a schema and keeps its journal in a folder.
    public static FakeOrg start(Path schema, Path folder) {
        return new FakeOrg(schema, folder);
    }

    private Child child(String port) {
        var arguments = List.of("--port", port, "--schema", schema.toString(), "--data", folder.toString());
        var command = Java.program("dev.hikyaku.simulators.salesforce.SalesforceSimulator", List.of(), arguments);
        return Child.start(folder.resolveSibling("output"), command, Map.of());
    }

    private URI ready() {
        var found = URL.matcher(process.awaitText(READY).out());
        while (!found.find()) {
            Child.pause();
            found = URL.matcher(process.out());
        }
        return URI.create(found.group(1));
    }

    /// Its base address.
    public URI url() {
        return url;
    }

    /// `kill -9`.
    public void kill() {
        process.close();
    }

    /// Starts it again on the same port and folder.
    public void startAgain() {
        process = child(Integer.toString(url.getPort()));
        url = ready();
    }

    /// No answer to anything until [#goOn].
    public void standStill() {
        process.signal("STOP");
    }

    /// Answers again.
    public void goOn() {
        process.signal("CONT");
    }

    /// Switches a fault on.
    public void fault(String json) {
        ask(HttpRequest.newBuilder(url.resolve("/simulator/faults")).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /// Switches all faults off.
    public void heal() {
        ask(HttpRequest.newBuilder(url.resolve("/simulator/faults")).DELETE());
    }

    /// Calls it has had since it was started, as JSON.
    public String status() {
        return ask(HttpRequest.newBuilder(url.resolve("/simulator/status")));
    }

    private static String ask(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// What it did, as its journal tells.
    public JournalOracle journal() {
        return JournalOracle.read(folder.resolve("journal.jsonl"));
    }

    @Override
    public void close() {
        process.signal("CONT");
        process.close();
    }
}
