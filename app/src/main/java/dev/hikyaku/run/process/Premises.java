package dev.hikyaku.run.process;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.history.Recording;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Where a run works: with a ledger that is opened for it alone, or with that of the service it is part of.
public final class Premises {
    private final Project project;
    private final @Nullable Shared shared;

    private record Shared(Ledger ledger, Stop stop) {}

    private Premises(Project project, @Nullable Shared shared) {
        this.project = project;
        this.shared = shared;
    }

    /// Of a run that has the process to itself: the ledger is opened when it begins and closed when it ends.
    public static Premises alone(Project project) {
        return new Premises(project, null);
    }

    /// Of runs beside others.
    ///
    /// @param ledger open; whoever opened it closes it
    /// @param stop hears the process's signals
    public static Premises shared(Project project, Ledger ledger, Stop stop) {
        return new Premises(project, new Shared(ledger, stop));
    }

    /// The project.
    public Project project() {
        return project;
    }

    /// Works there.
    ///
    /// @throws Ledger.Busy when another run has the embedded ledger
    /// @throws Ledger.CannotOpen when there is no ledger to work with
    public <T> T inside(BiFunction<Ledger, Stop, T> work) {
        if (shared != null) {
            return work.apply(shared.ledger(), shared.stop());
        }
        try (var stop = new Stop(project.settings().stopWithin());
                var ledger = project.openLedgerToRun()) {
            var done = work.apply(ledger, stop);
            Recording.once(project, ledger);
            return done;
        }
    }
}
