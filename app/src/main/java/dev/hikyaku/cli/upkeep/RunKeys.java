package dev.hikyaku.cli.upkeep;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Keys for runs that nobody named.
public final class RunKeys {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private RunKeys() {}

    /// A key that is not taken.
    ///
    /// @param kind its first word
    public static String next(String kind) {
        var random =
                HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
        return kind + "-" + TIME.format(Instant.now()) + "-" + random;
    }
}
