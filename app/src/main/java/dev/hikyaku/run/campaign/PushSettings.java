package dev.hikyaku.run.campaign;

import dev.hikyaku.push.Canary;
import dev.hikyaku.push.Knobs;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/// How this process sends campaigns: the settings `hikyaku.push.*`.
///
/// @param inFlight deliveries that may be on the wire at once; a crash leaves at most so many unknown
/// @param page deliveries that are decided on at once
/// @param perSecond notifications a second, unless the campaign or the provider says less
/// @param ramp time in which the rate rises to that
/// @param bigFrom recipients from which on a start keeps away from quarter hours
/// @param canary what the first rows have to show
/// @param attempts calls for one delivery at most, where answers that never came are repeated
/// @param noHint how long to wait when a provider says "not now" without saying until when
/// @param beforeRepeat how long to wait before a delivery is repeated whose answer never came
/// @param patience how long a run waits for deliveries that are not due yet
/// @param stale an intent that is older is not sent
/// @param only users that may be written to from here; null: all; empty: none
public record PushSettings(
        @DefaultValue("1000") int inFlight,
        @DefaultValue("500") int page,
        @DefaultValue("10000") double perSecond,
        @DefaultValue("60s") Duration ramp,
        @DefaultValue("10000") long bigFrom,
        @DefaultValue First canary,
        @DefaultValue("5") int attempts,
        @DefaultValue("60s") Duration noHint,
        @DefaultValue("10s") Duration beforeRepeat,
        @DefaultValue("5m") Duration patience,
        @DefaultValue("15s") Duration stale,
        @Nullable List<String> only) {

    /// What the first rows have to show, and later the newest ones.
    ///
    /// @param first rows that go ahead
    /// @param least outcomes below which nothing is concluded
    /// @param mostRefused share of them that may be refused for good
    /// @param window newest outcomes that are watched afterwards
    /// @param mostLater share of them that may be refused for good
    public record First(
            @DefaultValue("100") int first,
            @DefaultValue("20") int least,
            @DefaultValue("0.5") double mostRefused,
            @DefaultValue("1000") int window,
            @DefaultValue("0.33") double mostLater) {}

    /// Reads environment variables, system properties and configuration files.
    public static PushSettings load() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return of(environment);
    }

    static PushSettings of(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate("hikyaku.push", PushSettings.class);
    }

    /// As a run takes them.
    Knobs knobs() {
        return new Knobs(
                inFlight,
                page,
                perSecond,
                ramp,
                bigFrom,
                new Canary.Bounds(
                        canary.first(), canary.least(), canary.mostRefused(), canary.window(), canary.mostLater()),
                attempts,
                noHint,
                beforeRepeat,
                patience,
                stale);
    }

    /// Which users may be written to from here.
    Predicate<String> allowed() {
        return only == null ? _ -> true : only::contains;
    }
}
