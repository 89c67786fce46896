package dev.hikyaku.run.resident;

import dev.hikyaku.metrics.log.LogEvent;
import java.util.Map;
import java.util.regex.Pattern;

/// Trouble of the service, as an event: its code alone, for the text may name records.
final class Troubles {
    private static final Pattern CODE = Pattern.compile("HK[0-9]{4}");

    private Troubles() {}

    static void tell(String sync, String text) {
        var code = CODE.matcher(text);
        LogEvent.TROUBLE.tell(Map.of("sync", sync, "code", code.find() ? code.group() : "none"));
    }
}
