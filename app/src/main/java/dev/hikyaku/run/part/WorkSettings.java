package dev.hikyaku.run.part;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/// How work is shared with workers: the settings `hikyaku.work.*`.
///
/// @param queue URL of the queue that wakes workers; nobody is woken without one
/// @param region or null for the one the environment names
/// @param endpoint of another server that speaks SQS, or null
/// @param part deliveries of one part; a run with no more is not divided
@ConfigurationProperties("hikyaku.work")
public record WorkSettings(
        @Nullable String queue,
        @Nullable String region,
        @Nullable URI endpoint,
        @DefaultValue("10000") int part) {

    /// By the names of their properties.
    public WorkSettings {
        if (part < 1) {
            throw new IllegalArgumentException("hikyaku.work.part: found " + part + ", wanted 1 or more deliveries");
        }
    }

    /// Reads environment variables and system properties, as [dev.hikyaku.run.Settings#load()] does.
    public static WorkSettings load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return of(environment);
    }

    static WorkSettings of(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate("hikyaku.work", WorkSettings.class);
    }
}
