package dev.hikyaku.demo;

import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.ManifestSchemas;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import dev.hikyaku.simulators.push.fcm.FcmSimulator;
import dev.hikyaku.simulators.push.fcm.FcmSimulatorOptions;
import dev.hikyaku.simulators.salesforce.SalesforceSimulator;
import dev.hikyaku.simulators.salesforce.SimulatorOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A world to look at: a shop whose customers are Japanese and English companies, a fake Salesforce org, a fake FCM
/// with
/// a phone for everybody, and the project that carries the one to the others. Eight of its rows are bad on purpose.
///
/// It is the same world each time: names, trees and bad rows come from word lists and one seed.
public final class Demo implements AutoCloseable {
    /// So low that the shop's people travel by bulk job and its companies by Collections calls.
    private static final int BULK_ABOVE = 200;

    private static final String CLIENT_ID = "hikyaku";
    private static final String CLIENT_SECRET = "simulator";

    private final DemoFolder folder;
    private final Shop shop;
    private final SalesforceSimulator simulator;
    private final FcmSimulator fcm;
    private final Everyday everyday;

    private Demo(DemoFolder folder, Shop shop, SalesforceSimulator simulator, FcmSimulator fcm, Everyday everyday) {
        this.folder = folder;
        this.shop = shop;
        this.simulator = simulator;
        this.fcm = fcm;
        this.everyday = everyday;
    }

    /// The folder can't be used for a demo; the message says why and what helps.
    public static final class CannotOpen extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotOpen(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Makes the world anew: what an earlier demo left in the folder goes.
    ///
    /// @param path missing, empty, or the folder of an earlier demo
    /// @throws CannotOpen when it holds anything else, or another demo runs in it
    public static Demo open(Path path) {
        var folder = DemoFolder.take(path);
        try {
            folder.copy("salesforce-schema.yaml", Map.of());
            var population = new Population();
            var shop = new Shop(folder.path());
            shop.fill(population);
            var simulator = SalesforceSimulator.start(SimulatorOptions.of(
                    folder.path().resolve("simulator"), folder.path().resolve("salesforce-schema.yaml")));
            var fcm = FcmSimulator.start(FcmSimulatorOptions.of(folder.path().resolve("fcm")));
            folder.copy(
                    "hikyaku.yaml",
                    Map.of(
                            "application",
                            shop.url().replace("'", "''"),
                            "salesforce",
                            simulator.url().toString(),
                            "fcm",
                            fcm.url().toString()));
            folder.copy("campaigns/invoice-notice.yaml", Map.of());
            folder.copy("syncs/account.yaml", Map.of());
            folder.copy("syncs/contact.yaml", Map.of());
            ManifestSchemas.write(folder.path());
            return new Demo(folder, shop, simulator, fcm, new Everyday(shop, population));
        } catch (RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    /// The project as another terminal would find it, with the simulator's secret; messages in the system's language.
    public Project project() {
        return project(null);
    }

    /// The same with messages in this language.
    ///
    /// @param lang `ja` or `en`; the system's when null
    public Project project(@Nullable String lang) {
        var declared = new Settings.Database(null, null, null);
        var org = new Settings.Org(simulator.url().toString(), null, CLIENT_ID, CLIENT_SECRET, null, null, null);
        var settings = new Settings(
                declared,
                declared,
                org,
                null,
                lang,
                Duration.ofSeconds(30),
                90_000_000,
                BULK_ABOVE,
                Duration.ofMillis(300),
                Duration.ofMinutes(5));
        return new Project(Manifest.read(folder.path()), settings);
    }

    /// The fake org's page, and where tokens are asked for.
    public URI simulatorUrl() {
        return simulator.url();
    }

    /// The fake FCM, which is also the page of phones.
    public URI phonesUrl() {
        return fcm.url();
    }

    /// The JSON of the service account that may send by the fake FCM.
    public String fcmCredentials() {
        return fcm.serviceAccount();
    }

    /// How many companies the shop has now.
    public synchronized int companies() {
        return shop.count("companies");
    }

    /// How many people the shop has now.
    public synchronized int people() {
        return shop.count("people");
    }

    /// A moment of the shop's life: one to six rows change in one transaction. Now and then a bad row is put right.
    ///
    /// @return what happened to each row, in the system's language
    public List<String> changeSomeRows() {
        return changeSomeRows(Locale.getDefault());
    }

    /// The same, told in this language.
    public synchronized List<String> changeSomeRows(Locale locale) {
        return everyday.pass(locale);
    }

    FcmSimulator fcm() {
        return fcm;
    }

    SalesforceSimulator simulator() {
        return simulator;
    }

    Shop shop() {
        return shop;
    }

    /// Ends the simulator and lets go of the folder, which stays to be looked at.
    @Override
    public void close() {
        fcm.close();
        simulator.close();
        shop.close();
        folder.close();
    }
}
