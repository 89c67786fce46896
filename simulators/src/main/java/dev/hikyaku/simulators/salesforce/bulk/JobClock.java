package dev.hikyaku.simulators.salesforce.bulk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The times of bulk jobs: how long they are kept, and how a moment is written.
final class JobClock {
    static final Duration OPEN_FOR = Duration.ofHours(24);
    static final Duration KEPT_FOR = Duration.ofDays(7);

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private JobClock() {}

    static String text(long millis) {
        return FORMAT.format(Instant.ofEpochMilli(Math.floorDiv(millis, 1000) * 1000));
    }
}
