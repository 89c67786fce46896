package dev.hikyaku.draft;

import dev.hikyaku.intake.tables.Table;
import dev.hikyaku.manifest.ManifestSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A proposed manifest. Where nothing can be guessed it holds `<TODO>`, which `hikyaku validate` refuses, so
/// that no guess travels unseen; where a guess wants a look, a comment with TODO stands behind it.
///
/// @param files not written yet
/// @param skipped tables that became no sync
public record Draft(List<File> files, List<Skipped> skipped) {
    /// What stands where only a person knows.
    static final String OPEN = "<TODO>";

    private static final String TODO = "TODO";

    public Draft {
        files = List.copyOf(files);
        skipped = List.copyOf(skipped);
    }

    /// What a person decided before.
    ///
    /// @param named tables that become syncs; empty for all that look right
    /// @param companies table whose rows become accounts, or null
    /// @param people table whose rows become contacts, or null
    public record Choice(
            List<String> named,
            @Nullable String companies,
            @Nullable String people) {
        public Choice {
            named = List.copyOf(named);
        }

        /// Nothing was decided.
        public static Choice none() {
            return new Choice(List.of(), null, null);
        }
    }

    /// Where the tables are.
    ///
    /// @param url JDBC URL, without secrets
    public record Place(String url, @Nullable String user) {}

    /// One file.
    ///
    /// @param path within the project
    /// @param todos how often it asks for a person
    public record File(String path, String text, int todos) {
        private static File of(String path, String text) {
            return new File(path, text, text.split(TODO, -1).length - 1);
        }
    }

    /// A table that became no sync.
    ///
    /// @param why `technical`, `join`, `key`, `devices` or `unnamed`
    public record Skipped(String table, String why) {}

    /// What was written.
    ///
    /// @param written paths of new files
    /// @param kept paths of files that were there before
    public record Written(List<String> written, List<String> kept) {}

    /// Proposes a manifest.
    ///
    /// @param locale language of its comments
    public static Draft of(List<Table> tables, Choice choice, Place place, Locale locale) {
        var remarks = new Remarks(locale);
        var chooser = new Chooser(tables, choice);
        var chosen = chooser.chosen();
        var references = new References(chosen);
        var project = new ProjectText(remarks, locale);
        var files = new ArrayList<File>();
        files.add(File.of("hikyaku.yaml", project.project(place.url(), place.user(), chooser.devices())));
        chosen.forEach(one ->
                files.add(File.of("syncs/" + one.sync() + ".yaml", new SyncText(one, references, remarks).write())));
        chooser.devices()
                .ifPresent(found ->
                        files.add(File.of("campaigns/" + ProjectText.CAMPAIGN + ".yaml", project.campaign(found))));
        return new Draft(files, chooser.skipped());
    }

    /// The table that most likely holds companies; empty when none looks so.
    public static Optional<String> likelyCompanies(List<Table> tables) {
        return Chooser.likely(tables, "Account");
    }

    /// The table that most likely holds people; empty when none looks so.
    public static Optional<String> likelyPeople(List<Table> tables) {
        return Chooser.likely(tables, "Contact");
    }

    /// Why a table became no sync, for people.
    public static String why(Skipped skipped, Locale locale) {
        return new Remarks(locale).say("skip." + skipped.why());
    }

    /// How often it asks for a person.
    public int todos() {
        return files.stream().mapToInt(File::todos).sum();
    }

    /// How many syncs it proposes.
    public long syncs() {
        return files.stream().filter(file -> file.path().startsWith("syncs/")).count();
    }

    /// Writes the files, and the schemas by which editors complete them. What is there already stays as it
    /// is.
    public Written write(Path folder) {
        var written = new ArrayList<String>();
        var kept = new ArrayList<String>();
        for (var file : files) {
            var path = folder.resolve(file.path());
            try {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, file.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                written.add(file.path());
            } catch (FileAlreadyExistsException _) {
                kept.add(file.path());
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot write " + path, failed);
            }
        }
        ManifestSchemas.write(folder);
        return new Written(written, kept);
    }
}
