package dev.hikyaku.run.campaign;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

/// How to sign in to FCM: the settings `hikyaku.fcm.*`.
///
/// @param credentials a service account's JSON; a secret
record FcmCredentials(@Nullable String credentials) {
    static FcmCredentials load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return Binder.get(environment).bindOrCreate("hikyaku.fcm", FcmCredentials.class);
    }

    /// Without them.
    @Override
    public String toString() {
        return "FcmCredentials";
    }
}
