package dev.hikyaku.cli;

import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Table;
import dev.hikyaku.cli.print.Table.Cell;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.ManifestException;
import dev.hikyaku.manifest.ManifestSchemas;
import dev.hikyaku.manifest.Problem;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.Report;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `hikyaku validate`: reads the manifest, says all that is wrong with it, and writes the schemas for editors.
@Command(name = "validate")
final class ValidateVerb implements Callable<Integer> {
    private final RootVerb root;

    /// The result for machines.
    record Validated(boolean valid, List<Found> syncs, List<Told> campaigns, List<Wrong> problems) {}

    /// One sync.
    record Found(String sync, String object, String externalId, String source, int fields, List<String> references) {}

    /// One campaign.
    ///
    /// @param schedule cron and zone, or null when it starts only by hand
    record Told(
            String campaign,
            List<String> languages,
            List<String> once,
            @Nullable String schedule,
            String group) {}

    /// One problem.
    record Wrong(
            String file,
            int line,
            int column,
            String code,
            String message,
            @Nullable String hint,
            String fix) {}

    ValidateVerb(RootVerb root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try {
            var manifest = Manifest.read(root.folder());
            // In an image the project can only be read, and nobody edits it there.
            var isEditable = Files.isWritable(root.folder().toAbsolutePath());
            if (isEditable) {
                ManifestSchemas.write(root.folder());
            }
            print(manifest, isEditable);
            return 0;
        } catch (ManifestException invalid) {
            if (!root.isJson()) {
                throw invalid;
            }
            var problems = invalid.problems().stream().map(this::wrong).toList();
            root.screen().json(new Validated(false, List.of(), List.of(), problems));
            return Report.MANIFEST;
        }
    }

    private void print(Manifest manifest, boolean hasSchemas) {
        var screen = root.screen();
        var campaigns = manifest.campaigns().stream().map(ValidateVerb::told).toList();
        if (root.isJson()) {
            var syncs = manifest.syncs().stream().map(ValidateVerb::found).toList();
            screen.json(new Validated(true, syncs, campaigns, List.of()));
            return;
        }
        if (!manifest.syncs().isEmpty()) {
            syncs(manifest.syncs());
        }
        if (!campaigns.isEmpty()) {
            campaigns(campaigns);
        }
        if (hasSchemas) {
            screen.talk(screen.say("validate.schemas", root.hidden().toString()));
        }
        if (!manifest.syncs().isEmpty()) {
            screen.talk(screen.say("next", root.command("run all")));
        }
    }

    private void campaigns(List<Told> campaigns) {
        var screen = root.screen();
        screen.line(screen.styled(Style.GOOD, "✔") + " " + screen.say("validate.goodCampaigns", campaigns.size()));
        var table = new Table(2);
        table.row(heading("campaign"), heading("languages"), heading("once"), heading("schedule"), heading("group"));
        for (var told : campaigns) {
            table.row(
                    Cell.of(told.campaign(), Style.BOLD),
                    Cell.of(String.join(", ", told.languages())),
                    Cell.of(String.join(", ", told.once())),
                    Cell.of(told.schedule() == null ? "–" : told.schedule()),
                    Cell.of(told.group()));
        }
        table.print(screen);
    }

    private static Told told(Campaign campaign) {
        var schedule = campaign.schedule();
        return new Told(
                campaign.name(),
                campaign.message().texts().keySet().stream().sorted().toList(),
                campaign.audience().once(),
                schedule == null ? null : schedule.cron() + " " + schedule.zone(),
                campaign.limits().group());
    }

    private void syncs(List<Sync> syncs) {
        var screen = root.screen();
        screen.line(screen.styled(Style.GOOD, "✔") + " " + screen.say("validate.good", syncs.size()));
        var table = new Table(2);
        table.row(
                heading("sync"),
                heading("object"),
                heading("externalId"),
                heading("source"),
                heading("fields"),
                heading("references"));
        for (var sync : syncs) {
            var found = found(sync);
            table.row(
                    Cell.of(sync.name(), Style.BOLD),
                    Cell.of(found.object()),
                    Cell.of(found.externalId()),
                    Cell.of(found.source()),
                    Cell.of(found.fields(), Style.PLAIN),
                    Cell.of(String.join(", ", found.references())));
        }
        table.print(screen);
    }

    private Cell heading(String word) {
        return Cell.of(root.words().say("column." + word), Style.PALE);
    }

    private static Found found(Sync sync) {
        var references = sync.references().stream()
                .map(reference -> reference.target() + " → " + String.join("|", reference.syncs()))
                .sorted()
                .toList();
        return new Found(
                sync.name(),
                sync.object(),
                sync.externalId(),
                source(sync.source()),
                sync.fields().size(),
                references);
    }

    private static String source(Source source) {
        return switch (source) {
            case Source.Table table -> table.table();
            case Source.Query _ -> "SQL";
            case Source.Intake _ -> "intake";
        };
    }

    private Wrong wrong(Problem problem) {
        var locale = root.words().locale();
        return new Wrong(
                problem.file().toString(),
                problem.line(),
                problem.column(),
                problem.code().code(),
                problem.message(locale),
                problem.hint(locale),
                problem.fix(locale));
    }
}
