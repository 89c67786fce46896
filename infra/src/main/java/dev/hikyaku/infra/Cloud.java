package dev.hikyaku.infra;

import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.ManifestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.cxapi.CloudAssembly;

/// Entry of `./hikyaku cloud`. It writes files; the CDK's own command brings them to AWS.
@Command(
        name = "hikyaku cloud",
        description = "What a project needs on AWS.",
        subcommands = Cloud.Synth.class,
        mixinStandardHelpOptions = true)
public final class Cloud implements Runnable {
    private Cloud() {}

    /// Runs one verb and exits with its code: 0 done, 2 wrong use, 3 the manifest is invalid.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Cloud()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /// Makes the stacks of a deployment.
    public static App app(Deployment deployment, Path out) {
        var app = new App(AppProps.builder()
                .outdir(out.toAbsolutePath().toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .build());
        var base = new BaseStack(app, deployment);
        new MainStack(app, deployment, base);
        return app;
    }

    /// `./hikyaku cloud synth`.
    @Command(
            name = "synth",
            description = "Writes the CloudFormation templates of a project.",
            mixinStandardHelpOptions = true)
    static final class Synth implements Callable<Integer> {
        @Option(names = "--project", paramLabel = "DIR", defaultValue = "", description = "Folder with hikyaku.yaml.")
        private Path project = Path.of("");

        @Option(names = "--out", paramLabel = "DIR", defaultValue = "cdk.out", description = "Where to write.")
        private Path out = Path.of("cdk.out");

        @Option(names = "--name", paramLabel = "NAME", description = "What all is named after (default: the folder).")
        private @Nullable String name;

        @Option(
                names = "--application",
                paramLabel = "new|existing",
                defaultValue = "new",
                description = "The application's database: a new Aurora MySQL, or one that is there already.")
        private String application = "new";

        @Option(
                names = "--syncs-every",
                paramLabel = "CRON",
                description = "Run all syncs at these times (UTC) instead of keeping hikyaku serve alive.")
        private @Nullable String syncsEvery;

        @Option(
                names = "--runbooks",
                paramLabel = "URL",
                defaultValue = "docs/runbooks/aws.md",
                description = "Where alarms point to.")
        private String runbooks = "docs/runbooks/aws.md";

        @Option(
                names = "--github",
                paramLabel = "OWNER/REPOSITORY",
                description = "Whose release may deploy, by OIDC, from its environment production.")
        private @Nullable String repository;

        @Override
        public Integer call() {
            try {
                var assembly = app(deployment(), out).synth();
                print(assembly);
                return 0;
            } catch (ManifestException invalid) {
                System.err.println("the manifest is invalid; `hikyaku validate` says where: " + invalid.getMessage());
                return 3;
            } catch (IllegalArgumentException wrong) {
                System.err.println(wrong.getMessage());
                return 2;
            }
        }

        private Deployment deployment() {
            var folder = project.toAbsolutePath().normalize();
            var root = Path.of(
                    Optional.ofNullable(System.getProperty("hikyaku.root")).orElse(""));
            var jar = root.resolve("lambda/target/hikyaku-lambda-deploy.jar");
            if (!Files.exists(jar)) {
                throw new IllegalArgumentException(jar + " is missing; build it: mvn package -pl lambda -am");
            }
            var from = switch (application) {
                case "new" -> Deployment.Application.NEW;
                case "existing" -> Deployment.Application.EXISTING;
                default ->
                    throw new IllegalArgumentException(
                            "--application: found " + application + ", wanted new or existing");
            };
            var named = name == null ? String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT) : name;
            return new Deployment(named, Manifest.read(folder), jar, from, syncsEvery, runbooks, repository);
        }

        private void print(CloudAssembly assembly) {
            for (var stack : assembly.getStacks()) {
                System.out.println(stack.getStackName() + ": " + stack.getTemplateFullPath());
            }
            System.out.println("next: npx aws-cdk@2 deploy --app " + out + " --all   (docs/how-to/deploy-to-aws.md)");
        }
    }
}
