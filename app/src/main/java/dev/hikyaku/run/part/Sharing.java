package dev.hikyaku.run.part;

import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.run.Project;
import java.util.List;

/// With whom a process shares a run.
///
/// @param part deliveries of one part; a run with no more is not divided
/// @param others who is told of parts
public record Sharing(int part, Others others) {
    /// Hear of parts that wait for somebody.
    public interface Others {
        /// Tells them. A part they never hear of is sent by whoever looks for it.
        void hear(List<Part> parts);
    }

    /// With nobody: nothing is divided, and what somebody else had divided is sent here.
    public static Sharing alone() {
        return new Sharing(Integer.MAX_VALUE, _ -> {});
    }

    /// Makes sure, before anything is begun, that others can help.
    ///
    /// @throws Project.Incomplete when no queue is named, or the ledger is one that no other process can open
    public static void needed(Project project, WorkSettings settings) {
        if (project.hasOwnLedger()) {
            throw new Project.Incomplete("HK4161  the ledger is embedded: no other process can work with it"
                    + "\n   fix: set HIKYAKU_LEDGER_URL to a database that the runs and their workers reach");
        }
        WorkQueue.open(settings).close();
    }

    /// As the settings say: with workers where they name a queue.
    public static Sharing declared() {
        var settings = WorkSettings.load();
        return settings.queue() == null ? alone() : new Sharing(settings.part(), with(settings));
    }

    /// Those who listen to a queue.
    public static Others with(WorkSettings settings) {
        return parts -> {
            try (var queue = WorkQueue.open(settings)) {
                queue.offer(parts);
            }
        };
    }
}
