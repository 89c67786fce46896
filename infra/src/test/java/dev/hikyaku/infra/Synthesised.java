package dev.hikyaku.infra;

import dev.hikyaku.infra.Deployment.Application;
import dev.hikyaku.manifest.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Projects and their templates. Each is made once for all tests: starting the CDK's engine takes seconds.
record Synthesised(App app, Stack base, Stack main, JsonNode baseTemplate, JsonNode template) {
    static final Path ROOT = Path.of(System.getProperty("hikyaku.root"));

    private static final Map<Project, Synthesised> MADE = new ConcurrentHashMap<>();

    /// What is deployed in these tests.
    enum Project {
        /// The sample company of `hikyaku demo`: syncs and a campaign by FCM, all made new.
        DEMO("app/src/main/resources/dev/hikyaku/demo", Application.NEW, null),
        /// Syncs alone, from a database that is there; `serve` reads the queue.
        CHINOOK("examples/chinook", Application.EXISTING, null),
        /// Syncs that are run every ten minutes, as the second article has it.
        CHINOOK_BY_CLOCK("examples/chinook", Application.NEW, "*/10 * * * *"),
        /// A campaign by FCM.
        CAMPAIGN("examples/campaign", Application.EXISTING, null),
        /// A campaign by SNS, as the first article has it.
        KINTO("examples/kinto-push", Application.NEW, null);

        private final String folder;
        private final Application application;
        private final @Nullable String syncsEvery;

        Project(String folder, Application application, @Nullable String syncsEvery) {
            this.folder = folder;
            this.application = application;
            this.syncsEvery = syncsEvery;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        Deployment deployment() {
            return new Deployment(
                    word(),
                    Manifest.read(manifest()),
                    jar(),
                    application,
                    syncsEvery,
                    "docs/runbooks/aws.md",
                    "example/shop");
        }

        /// The demo's files have places to fill in.
        private Path manifest() {
            var from = ROOT.resolve(folder);
            if (this != DEMO) {
                return from;
            }
            try {
                var copy = Files.createTempDirectory("demo");
                for (var name : List.of(
                        "hikyaku.yaml", "syncs/account.yaml", "syncs/contact.yaml", "campaigns/invoice-notice.yaml")) {
                    var target = copy.resolve(name);
                    Files.createDirectories(target.getParent());
                    Files.writeString(
                            target,
                            Files.readString(from.resolve(name))
                                    .replace("${application}", "jdbc:mariadb://localhost/shop")
                                    .replaceAll("\\$\\{\\w+}", "http://localhost:1"));
                }
                return copy;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /// Stands for the function's jar, which is not there when tests are run without packaging.
        private static Path jar() {
            try {
                var jar = Files.createTempDirectory("jar").resolve("function.jar");
                return Files.writeString(jar, "stands for the function");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    static Synthesised of(Project project) {
        return MADE.computeIfAbsent(project, Synthesised::make);
    }

    static Stream<Synthesised> all() {
        return Stream.of(Project.values()).map(Synthesised::of);
    }

    private static Synthesised make(Project project) {
        try {
            var app = Cloud.app(project.deployment(), Files.createTempDirectory("cdk"));
            var assembly = app.synth();
            var base = (Stack) app.getNode().findChild("hikyaku-" + project.word() + "-base");
            var main = (Stack) app.getNode().findChild("hikyaku-" + project.word());
            return new Synthesised(
                    app,
                    base,
                    main,
                    template(assembly.getStackByName(base.getStackName()).getTemplateFullPath()),
                    template(assembly.getStackByName(main.getStackName()).getTemplateFullPath()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JsonNode template(String file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(Path.of(file)));
    }

    /// Logical id -> properties of the resources of a type, in both stacks.
    Map<String, JsonNode> resources(String type) {
        var found = new TreeMap<String, JsonNode>();
        for (var one : List.of(baseTemplate, template)) {
            one.path("Resources").properties().forEach(resource -> {
                if (resource.getValue().path("Type").asString().equals(type)) {
                    found.put(resource.getKey(), resource.getValue().path("Properties"));
                }
            });
        }
        return found;
    }

    /// The one resource of a type.
    JsonNode only(String type) {
        var found = resources(type);
        if (found.size() != 1) {
            throw new AssertionError("wanted one " + type + ", found " + found.keySet());
        }
        return found.values().iterator().next();
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
