package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.alert.Alerts;
import dev.hikyaku.manifest.alert.Alerts.Rule;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Makes the record of all `alerts:`, checked before.
final class AlertsBuilder {
    private static final String KEY = "alerts";

    private AlertsBuilder() {}

    static Alerts alerts(Mapping project, List<YamlFile> syncs) {
        var usual = rule(project.section(KEY), Rule.USUAL);
        var bySync = new HashMap<String, Rule>();
        for (var sync : syncs) {
            if (sync.keys().value(KEY) != null) {
                bySync.put(
                        Objects.requireNonNull(sync.keys().text("sync")),
                        rule(sync.keys().section(KEY), usual));
            }
        }
        return new Alerts(project.value(KEY) != null || !bySync.isEmpty(), usual, bySync);
    }

    private static Rule rule(Mapping keys, Rule usual) {
        return new Rule(
                keys.value("to") == null ? usual.to() : receivers(keys),
                share(keys, "rejected", usual.rejected()),
                keys.duration("oldest", usual.oldest()),
                share(keys, "quota", usual.quota()),
                times(keys, usual.deviation()),
                share(keys, "deadDevices", usual.deadDevices()),
                keys.duration("again", usual.again()));
    }

    private static List<String> receivers(Mapping keys) {
        if (keys.value("to") instanceof SequenceNode several) {
            return several.getValue().stream()
                    .map(Mapping::text)
                    .filter(Objects::nonNull)
                    .toList();
        }
        return List.of(Objects.requireNonNull(keys.text("to")));
    }

    private static double share(Mapping keys, String key, double usual) {
        var share = keys.text(key);
        return share == null
                ? usual
                : new BigDecimal(share.replace("%", "")).movePointLeft(2).doubleValue();
    }

    private static double times(Mapping keys, double usual) {
        var times = keys.text("deviation");
        return times == null ? usual : Double.parseDouble(times.replace("x", ""));
    }
}
