package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Records.Fingerprint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A ledger with one run at work, for the contracts.
abstract class OpenLedger {
    static final String SYNC = "contact";
    static final Duration TIME = Duration.ofSeconds(30);

    Ledger ledger;
    Fence fence;
    Runs.Run run;

    abstract Ledger.Settings settings();

    @BeforeEach
    void open() {
        ledger = Ledger.open(settings());
        fence = take("sync:" + SYNC);
        run = ledger.runs().begin("run-1", List.of(SYNC), Holder.self());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    Fence take(String lease) {
        return granted(ledger.leases().take(lease, Holder.self(), TIME));
    }

    static Fence granted(Leases.Answer answer) {
        assertThat(answer).isInstanceOf(Leases.Answer.Granted.class);
        return ((Leases.Answer.Granted) answer).fence();
    }

    static List<NewChange> rows(String... keys) {
        return Arrays.stream(keys)
                .map(key -> new NewChange(key, "{\"id\":\"" + key + "\"}", new Fingerprint(1, key.charAt(0))))
                .toList();
    }

    void takeIn(String... keys) {
        ledger.changes().takeIn(fence, run, SYNC, "scan", rows(keys));
    }
}
