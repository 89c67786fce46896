package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Connections;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.ManifestException;
import dev.hikyaku.manifest.Problem;
import dev.hikyaku.manifest.Problem.Place;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.reading.campaign.CampaignBuilder;
import dev.hikyaku.manifest.reading.campaign.CampaignRules;
import dev.hikyaku.manifest.reading.campaign.PushBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a folder: every file, every problem; then the records.
public final class ManifestReader {

    private static final Path PROJECT = Path.of("hikyaku.yaml");
    private static final Path SYNCS = Path.of("syncs");
    private static final Path CAMPAIGNS = Path.of("campaigns");

    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    private ManifestReader(Path folder) {
        this.folder = folder;
    }

    /// Reads and checks everything.
    ///
    /// @throws ManifestException with all problems of all files
    public static Manifest read(Path folder) {
        return new ManifestReader(folder).read();
    }

    private Manifest read() {
        var project = project();
        var campaigns = files(CAMPAIGNS);
        var files = files(SYNCS);
        if (paths(SYNCS).isEmpty() && paths(CAMPAIGNS).isEmpty()) {
            problems.add(new Problem(Place.whole(SYNCS), ProblemCode.NO_SYNCS, List.of(), null));
        }
        for (var file : files) {
            ShapeCheck.check(file, Shapes.SYNC, Set.of());
            SyncRules.check(folder, file);
        }
        var ordered = ReferenceRules.check(files);
        CampaignRules.check(folder, project, files, campaigns);
        if (!problems.isEmpty() || project == null) {
            throw new ManifestException(inOrder());
        }
        var zone = SyncBuilder.zone(project.keys().text("zone"), ZoneOffset.UTC);
        var syncs = ordered.stream()
                .map(file -> new SyncBuilder(folder, file.keys(), zone).sync())
                .toList();
        return new Manifest(
                folder,
                connections(project.keys().section("connections")),
                syncs,
                campaigns.stream()
                        .map(file -> new CampaignBuilder(folder, file, zone).campaign())
                        .toList(),
                PushBuilder.push(project.keys(), zone),
                AlertsBuilder.alerts(project.keys(), ordered));
    }

    private @Nullable YamlFile project() {
        if (!Files.exists(folder.resolve(PROJECT))) {
            var where = folder.toAbsolutePath().normalize().toString();
            problems.add(new Problem(Place.whole(PROJECT), ProblemCode.NO_PROJECT, List.of(where), null));
            return null;
        }
        var file = file(PROJECT);
        if (file != null) {
            ShapeCheck.check(file, Shapes.PROJECT, Secrets.refuse(file));
        }
        return file;
    }

    private List<YamlFile> files(Path within) {
        for (var path : entries(within)) {
            if (path.toString().endsWith(".yml")) {
                problems.add(new Problem(Place.whole(path), ProblemCode.WRONG_ENDING, List.of(), null));
            }
        }
        return paths(within).stream().map(this::file).filter(Objects::nonNull).toList();
    }

    private List<Path> paths(Path within) {
        return entries(within).stream()
                .filter(path -> path.toString().endsWith(".yaml"))
                .toList();
    }

    /// In the order of their names; none where there is no such folder.
    private List<Path> entries(Path within) {
        var found = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder.resolve(within))) {
            entries.forEach(entry -> found.add(within.resolve(entry.getFileName())));
        } catch (IOException noFolder) {
            found.clear();
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private @Nullable YamlFile file(Path path) {
        try {
            var bytes = Files.readAllBytes(folder.resolve(path));
            var text = decoded(path, bytes);
            return text == null ? null : new YamlFile(path, text, problems);
        } catch (IOException failed) {
            // the message of a FileSystemException is the path alone
            var reason = failed instanceof FileSystemException
                    ? failed.getClass().getSimpleName()
                    : String.valueOf(failed.getMessage());
            problems.add(new Problem(Place.whole(path), ProblemCode.NOT_READABLE, List.of(reason), null));
            return null;
        }
    }

    private @Nullable String decoded(Path path, byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            var good = new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8);
            var line = good.split("\n", -1).length;
            var last = good.substring(good.lastIndexOf('\n') + 1);
            var place = new Place(path, line, last.codePointCount(0, last.length()) + 1, 1, List.of());
            problems.add(new Problem(place, ProblemCode.NOT_UTF8, List.of(), null));
            return null;
        }
    }

    private static Connections connections(Mapping connections) {
        var application = connections.section("application");
        var ledger = connections.section("ledger");
        var salesforce = connections.section("salesforce");
        return new Connections(
                application.text("url"),
                application.text("user"),
                ledger.text("url"),
                ledger.text("user"),
                salesforce.text("login"),
                salesforce.text("apiVersion"),
                salesforce.text("clientId"),
                salesforce.text("username"));
    }

    /// `hikyaku.yaml` first, then the syncs by file name; each from top to bottom.
    private List<Problem> inOrder() {
        return problems.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> !problem.file().equals(PROJECT))
                        .thenComparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column)
                        .thenComparing(problem -> problem.code().code()))
                .toList();
    }
}
