package dev.hikyaku.run.management;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/// Where measurements go, beside [dev.hikyaku.run.Settings].
///
/// @param management the port for operators and their machines; closed unless it has a number
/// @param otlp the OpenTelemetry collector; nothing is sent unless it has an endpoint
/// @param metrics what a run tells of its measurements when it ends
/// @param log how logs are written
@ConfigurationProperties("hikyaku")
public record ManagementSettings(
        @DefaultValue Management management,
        @DefaultValue Otlp otlp,
        @DefaultValue("off") Lines metrics,
        @DefaultValue Log log) {

    /// The port for operators.
    ///
    /// @param port to listen on; 0 for any that is free
    /// @param bind name or address of the interface; only this machine unless set
    public record Management(
            @Nullable Integer port,
            @DefaultValue("127.0.0.1") String bind) {}

    /// The OpenTelemetry collector.
    ///
    /// @param endpoint URL that takes metrics by OTLP over HTTP
    /// @param every time between two messages
    public record Otlp(
            @Nullable URI endpoint, @DefaultValue("60s") Duration every) {}

    /// What a run says of its measurements.
    public enum Lines {
        /// Nothing.
        OFF,
        /// One line of CloudWatch's embedded metric format, on standard error.
        EMF
    }

    /// How logs are written.
    ///
    /// @param format `text`, or `json` for machines
    public record Log(@DefaultValue("text") String format) {}

    /// Reads environment variables and system properties, as [dev.hikyaku.run.Settings#load()] does.
    public static ManagementSettings load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return of(environment);
    }

    /// Reads the settings of this environment.
    public static ManagementSettings of(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate("hikyaku", ManagementSettings.class);
    }
}
