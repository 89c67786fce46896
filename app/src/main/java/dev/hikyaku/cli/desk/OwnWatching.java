package dev.hikyaku.cli.desk;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.tail.Tail;
import dev.hikyaku.run.Project;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches the ledger here. A run can't begin on an embedded ledger while somebody reads it, so that one is let go
/// between two looks.
final class OwnWatching implements Desk.Watching {
    private static final Duration EVERY = Duration.ofMillis(700);

    private final Project project;
    private final Tail tail;
    private @Nullable Ledger ledger;

    OwnWatching(Project project, List<String> syncs) {
        this.project = project;
        tail = new Tail(syncs);
    }

    @Override
    public Tail.Look look() {
        var open = ledger == null ? project.openLedger() : ledger;
        ledger = open;
        var look = open.look(tail);
        if (open.isEmbedded()) {
            close();
        }
        return look;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void close() {
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }
}
