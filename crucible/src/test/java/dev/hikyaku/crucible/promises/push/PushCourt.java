package dev.hikyaku.crucible.promises.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// All judges of campaigns together.
public final class PushCourt {
    private static final int SHOWN = 5;
    private static final Map<String, Function<Evidence, List<String>>> JUDGES = Map.of(
            "NoSecondCopy", NoSecondCopy::offences,
            "NobodySkipped", NobodySkipped::offences,
            "DeliveriesBalance", DeliveriesBalance::offences);

    private PushCourt() {}

    /// Asks for the verdict.
    public static void judge(Evidence evidence) {
        var broken = new LinkedHashMap<String, List<String>>();
        JUDGES.forEach((name, judge) -> {
            var offences = judge.apply(evidence);
            if (!offences.isEmpty()) {
                broken.put(
                        name + " (" + offences.size() + ")",
                        offences.stream().limit(SHOWN).toList());
            }
        });
        assertThat(broken).as("broken promises").isEmpty();
    }
}
