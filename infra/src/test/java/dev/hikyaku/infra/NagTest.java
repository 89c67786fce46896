package dev.hikyaku.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.infra.Synthesised.Project;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.constructs.IConstruct;

/// What cdk-nag's rules of AWS find. What is accepted stands here, with its reason.
class NagTest {
    private static final Map<String, String> ACCEPTED = new TreeMap<>(Map.ofEntries(
            Map.entry("AwsSolutions-APIG3", "no firewall: every call is signed with IAM, and throttled"),
            Map.entry("AwsSolutions-COG4", "callers are machines with IAM roles, not people of a user pool"),
            Map.entry("AwsSolutions-IAM4", "two policies of AWS, named in LeastPrivilegeTest"),
            Map.entry("AwsSolutions-IAM5", "stars inside ARNs and what AWS has no resource for: LeastPrivilegeTest"),
            Map.entry("AwsSolutions-L1", "Java 21 is what the function is built for"),
            Map.entry("AwsSolutions-RDS6", "Flyway and the drivers sign in with passwords from Secrets Manager"),
            Map.entry("AwsSolutions-RDS11", "the usual port, open to one security group"),
            Map.entry("AwsSolutions-RDS14", "no backtrack: the outbox empties itself, and there are backups"),
            Map.entry(
                    "AwsSolutions-SQS3",
                    "what EventBridge could not start ends there; what wakes workers is worth nothing later"),
            Map.entry("AwsSolutions-SMG4", "other systems' secrets are changed there first; databases' with a user"),
            Map.entry("AwsSolutions-ECS2", "variables that are no secret; secrets come from Secrets Manager")));

    @Test
    void whatTheRulesOfAwsFindIsAccepted() throws IOException {
        var found = new TreeSet<String>();
        for (var project : new Project[] {Project.DEMO, Project.KINTO}) {
            var app = Cloud.app(project.deployment(), Files.createTempDirectory("nag"));
            Aspects.of(app).add(new AwsSolutionsChecks());
            app.synth();
            app.getNode().findAll().forEach(one -> findings(one).forEach(found::add));
        }
        assertThat(found).isNotEmpty();
        assertThat(found)
                .filteredOn(rule -> !ACCEPTED.containsKey(rule.split(" ")[0]))
                .isEmpty();
        assertThat(ACCEPTED.keySet()).allMatch(rule -> found.stream().anyMatch(one -> one.startsWith(rule)));
    }

    private static Stream<String> findings(IConstruct construct) {
        var node = construct.getNode();
        return node.getMetadata().stream()
                .filter(entry -> entry.getType().matches("aws:cdk:(error|warning)"))
                .flatMap(entry -> Pattern.compile("AwsSolutions-\\w+")
                        .matcher(String.valueOf(entry.getData()))
                        .results()
                        .limit(1))
                .map(rule -> rule.group() + " at " + node.getPath());
    }
}
