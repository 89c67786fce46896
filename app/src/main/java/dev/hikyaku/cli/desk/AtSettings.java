package dev.hikyaku.cli.desk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

/// Who asks another Hikyaku: `hikyaku.at.*`.
///
/// @param user of its dashboard
/// @param passwordFile file whose first line is the password, instead of it
@ConfigurationProperties("hikyaku.at")
public record AtSettings(
        @Nullable String user,
        @Nullable String password,
        @Nullable Path passwordFile) {

    /// Reads environment variables and system properties.
    static AtSettings load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return Binder.get(environment).bindOrCreate("hikyaku.at", AtSettings.class);
    }

    @Override
    public String toString() {
        return "AtSettings[" + user + "]";
    }
}
