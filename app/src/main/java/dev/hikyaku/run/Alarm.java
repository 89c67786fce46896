package dev.hikyaku.run;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.metrics.log.LogEvent;
import java.util.List;
import java.util.Map;

/// The alarm that Salesforce does not let us in: written down once, however many calls and runs fail, until Salesforce
/// lets us in again.
public final class Alarm {
    private static final String RAISED = "alarm";
    private static final String ENDED = "alarm-ended";

    private final Ledger ledger;
    private final Runs.Run run;

    Alarm(Ledger ledger, Runs.Run run) {
        this.ledger = ledger;
        this.run = run;
    }

    void raise(String why) {
        if (!isOn(ledger)) {
            LogEvent.LOGIN_REFUSED.tell(Map.of("code", "HK2403"));
            ledger.story().note(run, null, RAISED, why);
        }
    }

    void endIf(boolean wasLetIn) {
        if (wasLetIn && isOn(ledger)) {
            LogEvent.LOGIN_ACCEPTED.tell(Map.of());
            ledger.story().note(run, null, ENDED, "Salesforce lets us in again");
        }
    }

    /// Whether it is raised, by whichever run.
    public static boolean isOn(Ledger ledger) {
        return ledger.story()
                .newest(List.of(RAISED, ENDED))
                .map(note -> note.kind().equals(RAISED))
                .orElse(false);
    }
}
