package dev.hikyaku.bench.intake;

import dev.hikyaku.bench.Child;
import dev.hikyaku.bench.DatabaseServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `hikyaku serve` with its doors, a real database behind it, and an org that is away.
final class Serving {
    private static final String READY = "sqs simulator ready ";

    private final Path folder;
    private final DatabaseServer database;
    private final Queues queues;
    private final String ledger;
    private final String application;
    private final URI door;
    private @Nullable Child child;
    private long known;

    /// The queues in a process of their own.
    record Queues(Child child, URI url) implements AutoCloseable {
        @Override
        public void close() {
            child.stop();
        }
    }

    /// CPU seconds.
    record Cpu(double service, double database) {
        Cpu minus(Cpu before) {
            return new Cpu(service - before.service, database - before.database);
        }

        Cpu per(long changes) {
            return new Cpu(service * 10_000 / changes, database * 10_000 / changes);
        }
    }

    Serving(Path folder, DatabaseServer database, Queues queues) throws IOException, SQLException {
        this.folder = folder;
        this.database = database;
        this.queues = queues;
        this.ledger = database.newDatabase("ledger");
        this.application = database.newDatabase("shop");
        this.door = URI.create("http://127.0.0.1:" + freePort());
        Stock.makeOutbox(application, database.user());
        Files.writeString(folder.resolve("hikyaku.yaml"), "version: 1\n");
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(folder.resolve("syncs/customer.yaml"), """
                version: 1
                sync: customer
                salesforce: { object: Contact, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { LastName: last_name }
                operations: { upsert: {}, delete: {} }
                """);
    }

    static Queues queues(Path folder) throws IOException {
        var child = Child.java(
                List.of("-Xmx1g"),
                "dev.hikyaku.simulators.sqs.SqsSimulator",
                List.of("--data", folder.resolve("sqs").toString(), "--queues", "changes"));
        var url = child.startAndReadLine(READY).substring(READY.length()).strip();
        return new Queues(child, URI.create(url));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI door() {
        return door;
    }

    URI queue() {
        return queues.url().resolve("/123456789012/changes");
    }

    void fillOutbox(int many, int keys) throws SQLException {
        Stock.write(application, database.user(), many, keys);
    }

    /// Starts it and waits until it listens.
    void start(boolean withQueue) throws IOException, InterruptedException {
        var root = Path.of(System.getProperty("hikyaku.root"));
        var started = Child.program(
                List.of(root.resolve("hikyaku").toString(), "serve", "--quiet", "--project", folder.toString()));
        started.environment("HIKYAKU_JAVA_OPTS", "-Xmx512m " + System.getProperty("bench.service", ""));
        started.environment("HIKYAKU_LEDGER_URL", ledger);
        started.environment("HIKYAKU_LEDGER_USER", database.user());
        started.environment("HIKYAKU_APPLICATION_URL", application);
        started.environment("HIKYAKU_APPLICATION_USER", database.user());
        started.environment("HIKYAKU_SALESFORCE_LOGIN", "http://127.0.0.1:1");
        started.environment("HIKYAKU_SALESFORCE_CLIENT_ID", "hikyaku");
        started.environment("HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator");
        started.environment("HIKYAKU_HTTP_PORT", Integer.toString(door.getPort()));
        started.environment("HIKYAKU_HTTP_AUTH", "none");
        started.environment("HIKYAKU_HTTP_CHANGES_PER_SECOND", "1000000");
        if (withQueue) {
            started.environment("HIKYAKU_SQS_QUEUE", queue().toString());
            started.environment("HIKYAKU_SQS_ENDPOINT", queues.url().toString());
            started.environment("HIKYAKU_SQS_REGION", "ap-northeast-1");
            started.environment("AWS_ACCESS_KEY_ID", "id");
            started.environment("AWS_SECRET_ACCESS_KEY", "secret");
        }
        started.begin();
        child = started;
        awaitOpen();
        known = Math.max(0, takenIn());
    }

    private void awaitOpen() throws InterruptedException {
        for (var tries = 0; tries < 600; tries++) {
            try (var _ = new Socket(door.getHost(), door.getPort())) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(200);
            }
        }
        throw new IllegalStateException("the service does not open its door");
    }

    /// CPU so far.
    Cpu cpu() {
        return new Cpu(child == null ? 0 : child.cpuSeconds(), database.cpuSeconds());
    }

    /// Waits until so many more changes are in the ledger.
    void awaitTakenIn(int more) throws InterruptedException, SQLException {
        known += more;
        while (takenIn() < known) {
            Thread.sleep(50);
        }
    }

    /// How many changes the ledger has taken in; -1 when it can't be asked.
    long takenIn() {
        try (var connection = DriverManager.getConnection(ledger, database.user(), "");
                var answer =
                        connection.createStatement().executeQuery("SELECT COALESCE(SUM(taken_in), 0) FROM hk_intake")) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException noLedgerYet) {
            return -1;
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        if (child != null) {
            child.signal(name);
        }
    }

    void stop() {
        if (child != null) {
            child.stop();
        }
    }
}
