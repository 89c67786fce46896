package dev.hikyaku.run.history;

import java.time.Duration;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.StandardEnvironment;

/// What charts are kept: `hikyaku.history.*`.
///
/// @param keep how long
/// @param every time between two looks of a service
@ConfigurationProperties("hikyaku.history")
public record HistorySettings(
        @DefaultValue("8d") Duration keep,
        @DefaultValue("15s") Duration every) {

    /// Checked.
    public HistorySettings {
        if (keep.compareTo(Duration.ofDays(1)) < 0 || keep.compareTo(Duration.ofDays(90)) > 0) {
            throw new IllegalArgumentException("hikyaku.history.keep: found " + keep + ", wanted 1d to 90d");
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("hikyaku.history.every: found " + every + ", wanted 1s to 5m");
        }
    }

    /// Reads environment variables and system properties.
    public static HistorySettings load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return Binder.get(environment).bindOrCreate("hikyaku.history", HistorySettings.class);
    }
}
