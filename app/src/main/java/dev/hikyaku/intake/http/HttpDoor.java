package dev.hikyaku.intake.http;

import dev.hikyaku.intake.body.ChangeReader;
import dev.hikyaku.intake.body.ChangeSchema;
import dev.hikyaku.intake.group.Taking;
import dev.hikyaku.intake.http.credential.Credentials;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.web.Readiness;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;

/// Takes changes in over HTTP: `POST /api/v1/syncs/SYNC/changes`, and what tells of it.
///
/// A change is answered with 2xx only after its commit.
public final class HttpDoor {
    private static final int ALL_BODIES = 128 * 1024 * 1024;

    private HttpDoor() {}

    /// How the door is kept.
    ///
    /// @param locale of answers to callers that ask for no language
    public record Settings(Credentials credentials, Bounds bounds, Locale locale) {}

    /// What callers may ask of us.
    ///
    /// @param largestBody bytes, as sent and as expanded
    /// @param bodyTime for a body to come, or for a line of a stream
    /// @param perSecond changes of one client each second; twice as many at once
    public record Bounds(int largestBody, Duration bodyTime, double perSecond) {}

    /// Where changes go.
    ///
    /// @param isReady whether the ledger can be written to now; asked at most once a second, whoever asks us
    public record Into(Taking taking, BooleanSupplier isReady) {}

    /// The handler of the door's paths; it leaves all others to the next one.
    ///
    /// @throws IllegalArgumentException for credentials that can't be used
    public static Handler handler(Settings settings, List<Sync> syncs, Into into) {
        var served = syncs.stream().collect(Collectors.toMap(Sync::name, Function.identity()));
        var readers = syncs.stream().collect(Collectors.toMap(Sync::name, ChangeReader::new));
        var bounds = settings.bounds();
        var bodies =
                new Bodies(bounds.largestBody(), bounds.bodyTime(), Math.max(ALL_BODIES, 4 * bounds.largestBody()));
        var entrance = new Entrance(
                Credentials.check(settings.credentials(), Clock.systemUTC()), new Pace(bounds.perSecond()), bodies);
        var changes = new ChangesPath(readers, entrance, into.taking());
        return new Paths(
                changes,
                name -> served.containsKey(name) ? ChangeSchema.of(served.get(name)) : null,
                new Readiness(into.isReady()),
                settings.locale());
    }
}
