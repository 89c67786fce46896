package dev.hikyaku.bench.intake;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Changes as JSON, about 150 bytes each, of records chosen by chance.
final class Body {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final String RUN = Long.toString(System.currentTimeMillis(), 36);

    private Body() {}

    /// A change that was never handed in before.
    ///
    /// @param keys of how many records
    static String next(int keys) {
        var number = NUMBERS.incrementAndGet();
        var key = ThreadLocalRandom.current().nextInt(keys);
        return "{\"key\":\"c" + key + "\",\"op\":\"upsert\",\"requestId\":\"" + RUN + "-" + number
                + "\",\"data\":{\"id\":\"c" + key + "\",\"last_name\":\"Family number " + number + " of Fukuoka\"}}";
    }
}
