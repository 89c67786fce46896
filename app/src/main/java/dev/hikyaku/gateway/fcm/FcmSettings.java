package dev.hikyaku.gateway.fcm;

import java.net.URI;
import java.time.Duration;

/// How to reach FCM.
///
/// @param url base, such as `https://fcm.googleapis.com`
/// @param credentials a service account's JSON; a secret
/// @param connections HTTP/2 connections at most
/// @param streams calls at once on each of them; fewer when FCM says so
/// @param timeout how long an answer is waited for; Google asks for 10 s at least
public record FcmSettings(URI url, String credentials, int connections, int streams, Duration timeout) {

    public FcmSettings {
        if (connections < 1 || streams < 1 || !timeout.isPositive()) {
            throw new IllegalArgumentException("connections, streams and timeout begin at 1");
        }
    }

    /// 32 connections of 100 streams, more than a process has calls on the wire unless somebody lets it; 10 s.
    public static FcmSettings of(URI url, String credentials) {
        return new FcmSettings(url, credentials, 32, 100, Duration.ofSeconds(10));
    }

    /// The same with this patience.
    public FcmSettings withTimeout(Duration newTimeout) {
        return new FcmSettings(url, credentials, connections, streams, newTimeout);
    }

    /// The same with so many connections of so many streams.
    public FcmSettings withConnections(int newConnections, int newStreams) {
        return new FcmSettings(url, credentials, newConnections, newStreams, timeout);
    }

    /// Without the credentials.
    @Override
    public String toString() {
        return url + ", " + connections + " x " + streams + ", " + timeout;
    }
}
