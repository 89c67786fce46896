package dev.hikyaku.run.alert;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.StandardEnvironment;

/// Where receivers of alerts are: the settings `hikyaku.alerts.*`. All of them are secrets.
///
/// @param slack incoming webhooks of Slack, by the names that the manifest uses
/// @param webhook addresses that take a JSON document by POST, by the names that the manifest uses
/// @param mail the server that sends mail
/// @param every time between two looks
public record AlertSettings(
        @DefaultValue Map<String, URI> slack,
        @DefaultValue Map<String, URI> webhook,
        @DefaultValue Mail mail,
        @DefaultValue("30s") Duration every) {

    public AlertSettings {
        slack = Map.copyOf(slack);
        webhook = Map.copyOf(webhook);
    }

    /// A mail server.
    ///
    /// @param from address that alerts come from
    public record Mail(
            @Nullable String host,
            @DefaultValue("587") int port,
            @Nullable String user,
            @Nullable String password,
            @DefaultValue("hikyaku@localhost") String from) {
        @Override
        public String toString() {
            return "Mail[" + host + ":" + port + "]";
        }
    }

    /// Reads environment variables, system properties and configuration files.
    public static AlertSettings load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return Binder.get(environment).bindOrCreate("hikyaku.alerts", AlertSettings.class);
    }

    /// Without the addresses, which are secrets.
    @Override
    public String toString() {
        return "AlertSettings[slack " + slack.keySet() + ", webhook " + webhook.keySet() + "]";
    }
}
