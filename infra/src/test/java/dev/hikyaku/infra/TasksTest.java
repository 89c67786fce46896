package dev.hikyaku.infra;

import static dev.hikyaku.infra.Synthesised.ROOT;
import static dev.hikyaku.infra.Synthesised.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.cli.Cli;
import dev.hikyaku.infra.Synthesised.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TasksTest {
    private static final String TASK = "AWS::ECS::TaskDefinition";

    @Test
    void oneImageHasATaskForEachCampaignAndTheProcessThatStays() {
        assertThat(families(Project.DEMO))
                .containsExactly("hikyaku-demo-run-invoice-notice", "hikyaku-demo-serve", "hikyaku-demo-worker");
        assertThat(families(Project.CHINOOK)).containsExactly("hikyaku-chinook-serve");
        assertThat(families(Project.CHINOOK_BY_CLOCK)).containsExactly("hikyaku-chinook-by-clock-run-all");
        assertThat(families(Project.CAMPAIGN))
                .containsExactly("hikyaku-campaign-run-inspection-reminder", "hikyaku-campaign-worker");
        assertThat(Synthesised.all().flatMap(made -> containers(made).stream()))
                .allSatisfy(container ->
                        assertThat(container.path("Image").toString()).contains(".dkr.ecr.", "{\"Ref\":\"ImageTag\"}"));
    }

    @Test
    void tasksMayWriteNothingButTheirRoomAndHaveTwoMinutesToStop() {
        assertThat(Synthesised.all().flatMap(made -> containers(made).stream()))
                .isNotEmpty()
                .allSatisfy(container -> {
                    assertThat(container.path("ReadonlyRootFilesystem").asBoolean())
                            .isTrue();
                    assertThat(container.path("User").asString()).isEqualTo("65532:65532");
                    assertThat(container.path("StopTimeout").asInt()).isEqualTo(120);
                    assertThat(container
                                    .at("/LinuxParameters/Capabilities/Drop/0")
                                    .asString())
                            .isEqualTo("ALL");
                    assertThat(stream(container.path("MountPoints"))
                                    .map(mount -> mount.path("ContainerPath").asString()))
                            .containsExactly("/var/hikyaku", "/tmp");
                });
    }

    @Test
    void everyVariableStandsOnThePageOfSettings() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/reference/settings.md"));
        var names = new TreeSet<String>();
        Synthesised.all()
                .forEach(made -> containers(made).forEach(container -> {
                    stream(container.path("Environment"))
                            .forEach(one -> names.add(one.path("Name").asString()));
                    stream(container.path("Secrets"))
                            .forEach(one -> names.add(one.path("Name").asString()));
                }));
        Synthesised.all()
                .forEach(made -> made.resources("AWS::Lambda::Function")
                        .values()
                        .forEach(function -> names.addAll(
                                function.at("/Environment/Variables").propertyNames())));
        assertThat(names).contains("HIKYAKU_LEDGER_URL", "HIKYAKU_SALESFORCE_LOGIN", "HIKYAKU_CLUSTER_ARN");
        assertThat(names)
                .filteredOn(name -> !name.startsWith("AWS_"))
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void noSecretStandsInATemplate() {
        assertThat(Synthesised.all().flatMap(made -> containers(made).stream()))
                .allSatisfy(container -> assertThat(stream(container.path("Environment"))
                                .map(one -> one.path("Name").asString()))
                        .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|KEY|CREDENTIALS).*")));
    }

    @Test
    void everyCommandIsOneThatTheProgramKnows() {
        var verbs = new TreeSet<String>();
        Synthesised.all()
                .forEach(made -> containers(made)
                        .forEach(container ->
                                verbs.add(container.at("/Command/0").asString())));
        assertThat(verbs).containsExactly("run", "serve", "worker");
        assertThat(verbs).allSatisfy(verb -> assertThat(help(verb)).contains("hikyaku " + verb));
    }

    @Test
    void theProcessThatStaysIsAskedOnItsOwnMachineWhetherItLives() {
        var serve = containers(Synthesised.of(Project.CHINOOK)).getFirst();
        assertThat(serve.at("/HealthCheck/Command/0").asString()).isEqualTo("CMD");
        assertThat(serve.at("/HealthCheck/Command").toString()).contains("dev.hikyaku.Health");
        assertThat(environment(serve))
                .containsEntry("HIKYAKU_HTTP_AUTH", "none")
                .doesNotContainKey("HIKYAKU_HTTP_BIND");
        assertThat(serve.has("PortMappings")).isFalse();
        var fargate = Synthesised.of(Project.CHINOOK).only("AWS::ECS::Service");
        assertThat(fargate.at("/DeploymentConfiguration/MaximumPercent").asInt())
                .isEqualTo(100);
        assertThat(fargate.at("/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp")
                        .asString())
                .isEqualTo("DISABLED");
    }

    @Test
    void withADatabaseOfItsOwnTheProcessReadsTheQueueItself() {
        assertThat(environment(containers(Synthesised.of(Project.CHINOOK)).getFirst()))
                .containsKey("HIKYAKU_SQS_QUEUE");
        assertThat(Synthesised.of(Project.CHINOOK).resources("AWS::Lambda::Function"))
                .isEmpty();
    }

    @Test
    void runsOfCampaignsWakeWorkersAndOnlyWorkersListen() {
        var made = Synthesised.of(Project.DEMO);
        assertThat(containers(made))
                .allSatisfy(container -> assertThat(environment(container)).containsKey("HIKYAKU_WORK_QUEUE"));
        var policies = made.resources("AWS::IAM::Policy").entrySet().stream()
                .filter(policy -> policy.getValue().toString().contains("WorkersWork"))
                .collect(Collectors.groupingBy(
                        policy -> policy.getValue().toString().contains("sqs:ReceiveMessage"),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        assertThat(policies.get(true)).singleElement().asString().contains("worker");
        assertThat(policies.get(false)).hasSize(2).noneMatch(name -> name.contains("worker"));
    }

    @Test
    void noWorkerRunsUntilSomebodyAsksForSome() {
        var parameters = Synthesised.of(Project.CAMPAIGN).template().path("Parameters");
        assertThat(parameters.at("/WorkerProcesses/Default").asInt()).isZero();
        assertThat(Synthesised.of(Project.CHINOOK).template().path("Parameters").has("WorkerProcesses"))
                .isFalse();
    }

    static List<String> secrets(Synthesised made, String name) {
        return made.resources(TASK).values().stream()
                .filter(task -> task.path("Family").asString().endsWith("-" + name))
                .flatMap(task -> stream(task.at("/ContainerDefinitions/0/Secrets")))
                .map(secret -> secret.path("Name").asString())
                .toList();
    }

    private static List<String> families(Project project) {
        return Synthesised.of(project).resources(TASK).values().stream()
                .map(task -> task.path("Family").asString())
                .sorted()
                .toList();
    }

    private static List<JsonNode> containers(Synthesised made) {
        return made.resources(TASK).values().stream()
                .flatMap(task -> stream(task.path("ContainerDefinitions")))
                .toList();
    }

    private static Map<String, String> environment(JsonNode container) {
        var environment = new TreeMap<String, String>();
        stream(container.path("Environment"))
                .forEach(one -> environment.put(
                        one.path("Name").asString(), one.path("Value").toString()));
        return environment.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().replace("\"", "")));
    }

    private static String help(String verb) {
        var told = new ByteArrayOutputStream();
        var stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        assertThat(Cli.run(new String[] {verb, "--help", "--lang", "en"}, stream, stream))
                .isZero();
        return told.toString(StandardCharsets.UTF_8);
    }
}
