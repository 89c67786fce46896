package dev.hikyaku.plan;

import dev.hikyaku.intake.Findings;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Systems;
import dev.hikyaku.sync.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells what a run of some syncs would do now. Looks only: see the package.
///
/// A crash in the middle leaves nothing but perhaps a temporary file.
public final class Planner {
    /// Holds no lease, so the ledger would refuse whatever is tried with it.
    private static final Fence NO_RIGHT_TO_WRITE = new Fence("plan", -1);

    private static final Runs.Run NO_RUN = new Runs.Run(-1, "plan", "", "running", Instant.EPOCH, null, null, null);

    private final Project project;
    private final Options options;

    /// How to plan.
    ///
    /// @param allowDeletes largest share of records one scan may delete, or null for what each sync says
    /// @param limit how many changes of each kind are told one by one
    /// @param progress hears how far it is
    public record Options(@Nullable Double allowDeletes, int limit, Work.Progress progress) {}

    public Planner(Project project, Options options) {
        this.project = project;
        this.options = options;
    }

    /// Plans.
    ///
    /// @param syncs in reference order, parents first
    /// @throws Ledger.CannotOpen when there is a ledger and it can't be read
    /// @throws dev.hikyaku.intake.ApplicationDatabase.CannotRead when a source can't be read
    /// @throws dev.hikyaku.salesforce.SalesforceException when Salesforce can't be reached or refuses
    public Plan plan(List<Sync> syncs) {
        var courses = new ArrayList<Course>();
        try (var ledger = openLedger();
                var systems = new Systems(project)) {
            var foreseen = new Foreseen(ledger);
            for (var sync : syncs) {
                var course = new Course(work(ledger, systems, sync), foreseen, options.limit());
                courses.add(course);
                course.compared(course.backlog().fill(findings(ledger, systems, sync)));
            }
            while (cycle(courses)) {
                // What a cycle made possible travels in the next one.
            }
            return plan(courses, systems, waitingInOutbox(syncs));
        } finally {
            courses.forEach(Course::close);
        }
    }

    /// Before the first run there is no ledger, and a plan makes none: an empty one in memory stands in.
    private Ledger openLedger() {
        return project.hasLedger()
                ? project.openLedger()
                : Ledger.open(new Ledger.Settings("jdbc:h2:mem:" + UUID.randomUUID(), "plan", "plan"));
    }

    private Work work(Ledger ledger, Systems systems, Sync sync) {
        var surroundings = project.surroundings(systems, options.progress(), () -> {});
        return new Work(sync, NO_RIGHT_TO_WRITE, NO_RUN, ledger, systems::salesforce, systems, surroundings);
    }

    private @Nullable Findings findings(Ledger ledger, Systems systems, Sync sync) {
        if (sync.source() instanceof Source.Intake) {
            return null;
        }
        var allowed = options.allowDeletes();
        return new Findings(
                systems.application(),
                ledger,
                sync,
                allowed == null ? sync.deleteGuard() : allowed,
                rows -> options.progress().at(sync.name(), "scan", rows, 0));
    }

    /// Upserts, parents before children; then deletes, children before parents.
    private static boolean cycle(List<Course> courses) {
        var moved = false;
        for (var course : courses) {
            moved |= course.carry("upsert");
        }
        for (var course : courses.reversed()) {
            moved |= course.carry("delete");
        }
        return moved;
    }

    private Map<String, Long> waitingInOutbox(List<Sync> syncs) {
        var counts = new HashMap<String, Long>();
        project.openOutbox().ifPresent(open -> {
            try (var outbox = open) {
                syncs.forEach(sync -> counts.put(sync.name(), outbox.waiting(sync.name())));
            }
        });
        return counts;
    }

    private static Plan plan(List<Course> courses, Systems systems, Map<String, Long> inOutbox) {
        var problems = new ArrayList<String>();
        courses.forEach(course -> course.backlog().objection().ifPresent(problems::add));
        courses.stream().map(Course::unfit).filter(Objects::nonNull).forEach(problems::add);
        var left = systems.budget().callsLeft();
        return new Plan(
                courses.stream()
                        .map(course ->
                                course.plan(inOutbox.getOrDefault(course.work().name(), 0L)))
                        .toList(),
                problems,
                courses.stream().allMatch(course -> course.unfit() == null),
                left.isPresent() ? (Long) left.getAsLong() : null);
    }
}
