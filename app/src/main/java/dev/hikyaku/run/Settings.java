package dev.hikyaku.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
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
/// @param stopWithin time from a signal to the end of the process, two minutes at most
/// @param deaths processes that may die at the same place of a sync in a row, before it is paused
/// @param schedules what the resident service does about schedules
/// @param missedAfter how late a scheduled run may be before a service that only watches calls it missed
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
        @DefaultValue("5m") Duration scanEvery,
        @DefaultValue("25s") Duration stopWithin,
        @DefaultValue("5") int deaths,
        @DefaultValue("run") Schedules schedules,
        @DefaultValue("10m") Duration missedAfter) {
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    /// By the names of their properties.
    @ConstructorBinding
    public Settings {
        if (stopWithin.compareTo(LONGEST_STOP) > 0 || stopWithin.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("hikyaku.stop-within: found " + stopWithin.toSeconds()
                    + "s, wanted 1s to " + LONGEST_STOP.toSeconds() + "s");
        }
    }

    /// With the usual values of what decides how runs start and stop.
    public Settings(
            Database application,
            Database ledger,
            Org salesforce,
            @Nullable Path workDir,
            @Nullable String lang,
            Duration leaseTime,
            long largestCsv,
            int bulkAbove,
            Duration callEvery,
            Duration scanEvery) {
        this(
                application,
                ledger,
                salesforce,
                workDir,
                lang,
                leaseTime,
                largestCsv,
                bulkAbove,
                callEvery,
                scanEvery,
                Duration.ofSeconds(25),
                5,
                Schedules.RUN,
                Duration.ofMinutes(10));
    }

    /// What the resident service does about schedules.
    public enum Schedules {
        /// It starts what is due, and tells of what nobody came for.
        RUN,
        /// Somebody else starts what is due; it tells of what nobody came for.
        WATCH,
        /// Nothing.
        OFF
    }

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
                scanEvery,
                stopWithin,
                deaths,
                schedules,
                missedAfter);
    }

    /// The language of messages.
    public Locale locale() {
        var language = lang == null ? Locale.getDefault().getLanguage() : lang;
        return language.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
    }
}
