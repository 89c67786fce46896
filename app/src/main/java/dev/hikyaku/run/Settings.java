package dev.hikyaku.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/// Settings of the process: `hikyaku.*` properties, most often environment variables such as
/// `HIKYAKU_APPLICATION_PASSWORD`. Secrets come by no other way; a config tree (`spring.config.import=configtree:...`)
/// works too.
///
/// @param application the application's database
/// @param ledger the ledger's database; the embedded default when it has no URL
/// @param salesforce the org
/// @param workDir cache of CSV files; `.hikyaku/work` in the project folder when absent
/// @param lang language of messages, `ja` or `en`; the system's when absent
/// @param leaseTime how long a lease lasts unless it is renewed
/// @param largestCsv bytes at which a CSV is closed and the next one begun; Salesforce takes about 100 MB
/// @param bulkAbove waiting rows of a sync above which they go by bulk job, and by Collections calls up to it
/// @param callEvery least time between two turns of a sync's Collections calls in the resident service
/// @param scanEvery time between two scans of a sync in the resident service
@ConfigurationProperties("hikyaku")
public record Settings(
        @DefaultValue Database application,
        @DefaultValue Database ledger,
        @DefaultValue Org salesforce,
        @Nullable Path workDir,
        @Nullable String lang,
        @DefaultValue("30s") Duration leaseTime,
        @DefaultValue("90000000") long largestCsv,
        @DefaultValue("2000") int bulkAbove,
        @DefaultValue("300ms") Duration callEvery,
        @DefaultValue("5m") Duration scanEvery) {

    /// A database.
    ///
    /// @param url JDBC URL
    public record Database(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Database[user " + user + "]";
        }
    }

    /// A Salesforce org. With a user name and a private key the JWT bearer flow is used, else client credentials.
    ///
    /// @param login base URL where tokens are asked for
    /// @param audience of JWT assertions; the login URL when absent
    /// @param privateKey PEM of the key whose certificate the app in Salesforce holds
    public record Org(
            @Nullable String login,
            @Nullable String apiVersion,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String username,
            @Nullable String audience,
            @Nullable String privateKey) {
        @Override
        public String toString() {
            return "Org[" + login + "]";
        }
    }

    /// Reads environment variables, system properties and `application.yaml` the way every Spring Boot program does,
    /// but
    /// without starting one.
    public static Settings load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return of(environment);
    }

    static Settings of(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate("hikyaku", Settings.class);
    }

    /// The same, with messages in this language.
    public Settings in(Locale locale) {
        return new Settings(
                application,
                ledger,
                salesforce,
                workDir,
                locale.getLanguage(),
                leaseTime,
                largestCsv,
                bulkAbove,
                callEvery,
                scanEvery);
    }

    /// The language of messages.
    public Locale locale() {
        var language = lang == null ? Locale.getDefault().getLanguage() : lang;
        return language.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
    }
}
