package dev.hikyaku.run;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.outbox.OutboxDoor;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.salesforce.Credential;
import dev.hikyaku.salesforce.Salesforce;
import dev.hikyaku.salesforce.SalesforceSettings;
import dev.hikyaku.sync.Lanes;
import dev.hikyaku.sync.Work;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A project folder with its manifest, and the systems it declares. Settings of the process stand above the manifest.
///
/// @param manifest checked
/// @param settings of this process
public record Project(Manifest manifest, Settings settings) {
    private static final String DEFAULT_API_VERSION = "66.0";

    /// Something that is needed was not said, or can't be understood.
    public static final class Incomplete extends RuntimeException {
        /// Says what is missing, and where it is told.
        public Incomplete(String message) {
            super(message);
        }
    }

    /// Reads the project in a folder.
    ///
    /// @throws dev.hikyaku.manifest.ManifestException with all problems of its files
    public static Project at(Path folder, Settings settings) {
        return new Project(Manifest.read(folder), settings);
    }

    /// Where the embedded ledger and the cache of CSV files lie unless settings say otherwise.
    private Path ownFolder() {
        return manifest.folder().resolve(".hikyaku").toAbsolutePath().normalize();
    }

    /// Cache of CSV files.
    public Path workDir() {
        var own = settings.workDir();
        return own == null ? ownFolder().resolve("work") : own;
    }

    /// Whether there is a ledger to look into. The embedded one begins with the first run; a server's is always there.
    public boolean hasLedger() {
        return first(settings.ledger().url(), manifest.connections().ledger()) != null
                || Files.exists(ownFolder().resolve("ledger.mv.db"));
    }

    /// Whether the ledger is a file of this machine, which no two processes can work with.
    public boolean hasOwnLedger() {
        var url = ledgerSettings().url();
        return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
    }

    /// Opens the ledger to look into it.
    public Ledger openLedger() {
        return Ledger.open(ledgerSettings());
    }

    /// Opens the ledger on behalf of a run.
    public Ledger openLedgerToRun() {
        return Ledger.openToRun(ledgerSettings());
    }

    /// What is the same for all syncs of a run.
    public Work.Surroundings surroundings(Systems systems, Work.Progress progress, Runnable checkpoint) {
        return new Work.Surroundings(
                manifest.syncs(),
                workDir(),
                settings.largestCsv(),
                new Lanes(settings.bulkAbove(), systems::budget, systems::budgetWithBatches),
                settings.locale(),
                progress,
                checkpoint);
    }

    private Ledger.Settings ledgerSettings() {
        var connections = manifest.connections();
        var url = first(settings.ledger().url(), connections.ledger());
        if (url == null) {
            return new Ledger.Settings("jdbc:h2:file:" + ownFolder().resolve("ledger"), "hikyaku", "hikyaku");
        }
        var user = first(settings.ledger().user(), connections.ledgerUser());
        return new Ledger.Settings(
                url, user == null ? "" : user, settings.ledger().password());
    }

    /// Opens the application's database.
    public ApplicationDatabase openApplication() {
        var application = application();
        if (application == null) {
            throw new Incomplete("HK2100  nobody said where the application's database is"
                    + "\n   fix: set HIKYAKU_APPLICATION_URL, or connections.application.url in hikyaku.yaml");
        }
        return ApplicationDatabase.open(application);
    }

    private ApplicationDatabase.@Nullable Settings application() {
        var connections = manifest.connections();
        var url = first(settings.application().url(), connections.application());
        return url == null
                ? null
                : new ApplicationDatabase.Settings(
                        url,
                        first(settings.application().user(), connections.applicationUser()),
                        settings.application().password());
    }

    /// Opens the outbox in the application's database; empty when there is no database or no outbox in it.
    ///
    /// @throws ApplicationDatabase.CannotRead when the database does not answer
    public Optional<OutboxDoor> openOutbox() {
        var application = application();
        if (application == null) {
            return Optional.empty();
        }
        var door = OutboxDoor.open(application, settings.locale());
        if (door.isThere()) {
            return Optional.of(door);
        }
        door.close();
        return Optional.empty();
    }

    /// Prepares to speak to Salesforce; nothing is sent before the first call.
    public Salesforce connectSalesforce() {
        var login = needed(
                first(settings.salesforce().login(), manifest.connections().salesforceLogin()),
                "HIKYAKU_SALESFORCE_LOGIN, or connections.salesforce.login in hikyaku.yaml");
        try {
            return Salesforce.connect(new SalesforceSettings(
                    URI.create(login),
                    salesforceApiVersion(),
                    credential(login),
                    "hikyaku",
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2)));
        } catch (IllegalArgumentException wrong) {
            throw new Incomplete("HK2401  connection to Salesforce: " + wrong.getMessage());
        }
    }

    /// Version of Salesforce's API that is spoken, such as `66.0`.
    public String salesforceApiVersion() {
        var version =
                first(settings.salesforce().apiVersion(), manifest.connections().salesforceApiVersion());
        return version == null ? DEFAULT_API_VERSION : version;
    }

    private Credential credential(String login) {
        var org = settings.salesforce();
        var clientId = needed(
                first(org.clientId(), manifest.connections().salesforceClientId()),
                "HIKYAKU_SALESFORCE_CLIENT_ID, or connections.salesforce.clientId in hikyaku.yaml");
        var username = first(org.username(), manifest.connections().salesforceUsername());
        if (username != null) {
            var audience = first(org.audience(), login);
            return new Credential.JwtBearer(
                    clientId,
                    username,
                    URI.create(Objects.requireNonNull(audience)),
                    needed(org.privateKey(), "HIKYAKU_SALESFORCE_PRIVATE_KEY (PEM)"));
        }
        return new Credential.ClientCredentials(
                clientId, needed(org.clientSecret(), "HIKYAKU_SALESFORCE_CLIENT_SECRET"));
    }

    private static String needed(@Nullable String value, String where) {
        if (value == null) {
            throw new Incomplete("HK2400  the connection to Salesforce is not complete\n   fix: set " + where);
        }
        return value;
    }

    private static @Nullable String first(@Nullable String setting, @Nullable String declared) {
        return setting == null || setting.isBlank() ? declared : setting;
    }
}
