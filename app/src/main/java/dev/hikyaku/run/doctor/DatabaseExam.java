package dev.hikyaku.run.doctor;

import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.Checkup;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.doctor.Finding.Subject;
import java.util.ArrayList;
import java.util.List;

/// The application's database: reachable, read only, and with what the syncs read.
final class DatabaseExam {
    private static final Subject DATABASE = Subject.DATABASE;

    private final Project project;

    DatabaseExam(Project project) {
        this.project = project;
    }

    List<Finding> findings() {
        try (var database = project.openApplication()) {
            return findings(Checkup.look(database, project.manifest().syncs()));
        } catch (Project.Incomplete incomplete) {
            return List.of(
                    isNeeded()
                            ? Finding.away(DATABASE, "database.unsaid", "operator", Doctor.reason(incomplete))
                            : Finding.ok(DATABASE, "database.unneeded"));
        } catch (ApplicationDatabase.CannotRead away) {
            return List.of(Finding.away(DATABASE, "database.away", "operator", Doctor.reason(away)));
        }
    }

    private boolean isNeeded() {
        var manifest = project.manifest();
        return !manifest.campaigns().isEmpty()
                || manifest.syncs().stream().anyMatch(sync -> !(sync.source() instanceof Source.Intake));
    }

    private List<Finding> findings(Checkup.Seen seen) {
        var found = new ArrayList<Finding>();
        found.add(Finding.ok(DATABASE, "database.reached", seen.product()));
        found.add(
                seen.rights().isEmpty()
                        ? Finding.ok(DATABASE, "database.readOnly")
                        : Finding.warn(DATABASE, "database.writes", "operator", String.join(", ", seen.rights())));
        found.add(
                seen.readCommitted()
                        ? Finding.ok(DATABASE, "database.isolation")
                        : Finding.warn(DATABASE, "database.isolated", "operator"));
        for (var sync : project.manifest().syncs()) {
            var misfit = seen.misfits().get(sync.name());
            if (misfit != null) {
                found.add(Finding.misfit(DATABASE, "database.misfit", "author", sync.name(), misfit));
            } else if (!(sync.source() instanceof Source.Intake)) {
                found.add(Finding.ok(
                        DATABASE,
                        "database.fits",
                        sync.name(),
                        String.valueOf(sync.columns().size())));
            }
        }
        return List.copyOf(found);
    }
}
