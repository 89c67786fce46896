package dev.hikyaku.simulators.push.fcm;

import dev.hikyaku.simulators.lifecycle.Simulator;
import dev.hikyaku.simulators.push.fcm.account.AccessTokens;
import dev.hikyaku.simulators.push.fcm.account.ServiceAccount;
import dev.hikyaku.simulators.push.fcm.fault.FcmFaults;
import dev.hikyaku.simulators.push.fcm.http.FcmServer;
import dev.hikyaku.simulators.push.fcm.http.Traffic;
import dev.hikyaku.simulators.push.fcm.http.World;
import dev.hikyaku.simulators.push.fcm.send.DeviceQuota;
import dev.hikyaku.simulators.push.fcm.send.ProjectQuota;
import dev.hikyaku.simulators.push.phones.Phones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A fake FCM on this machine, as a program or inside a test.
public final class FcmSimulator implements Simulator {
    private static final String JOURNAL = "phones.jsonl";
    private final World world;
    private final FcmServer server;

    private FcmSimulator(FcmSimulatorOptions options) throws IOException {
        Files.createDirectories(options.folder());
        var limits = options.limits();
        var clock = options.clock();
        world = new World(
                clock,
                ServiceAccount.in(options.folder(), options.project()),
                new AccessTokens(clock, limits.tokenLife()),
                new FcmFaults(options.seed()),
                options.countsOnly() ? Phones.countsOnly() : Phones.journalled(journal(options.folder())),
                new ProjectQuota(clock, limits.perMinute(), new Random(options.seed())),
                new DeviceQuota(clock, limits.perDeviceMinute(), limits.perDeviceHour()),
                new Traffic(limits.latency().toMillis()));
        server = new FcmServer(options.port());
        Files.writeString(options.folder().resolve("service-account.json"), serviceAccount());
    }

    /// Starts a simulator and goes on where its folder left off. The folder's `service-account.json` is what Google
    /// lets
    /// people download.
    ///
    /// @throws UncheckedIOException when the port is taken or the folder cannot be used
    public static FcmSimulator start(FcmSimulatorOptions options) {
        try {
            var simulator = new FcmSimulator(options);
            simulator.server.start(simulator.world);
            return simulator;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The phones' journal in a simulator's folder, for [Phones#read].
    public static Path journal(Path folder) {
        return folder.resolve(JOURNAL);
    }

    /// The base address, for example `http://127.0.0.1:8080`; also the page for people.
    @Override
    public URI url() {
        return server.url();
    }

    /// The Firebase project.
    public String project() {
        return world.account().project();
    }

    /// The credentials to send with: a service account's JSON whose `token_uri` is this simulator.
    public String serviceAccount() {
        return world.account().json(url().resolve("/token"));
    }

    /// What arrived where.
    public Phones phones() {
        return world.phones();
    }

    /// What goes wrong.
    public FcmFaults faults() {
        return world.faults();
    }

    /// Access tokens that were handed out.
    public AccessTokens tokens() {
        return world.tokens();
    }

    /// What went through the door of messages, and how slowly it answers.
    public Traffic traffic() {
        return world.traffic();
    }

    /// What the project may send.
    public ProjectQuota quota() {
        return world.quota();
    }

    @Override
    public void close() {
        server.close();
        world.phones().close();
    }

    /// Runs a simulator until it is told to end: `--data DIR [--port N] [--latency MS] [--per-minute N] [--for-races
    /// true]`.
    public static void main(String[] args) {
        FcmSimulatorProgram.run(args);
    }
}
