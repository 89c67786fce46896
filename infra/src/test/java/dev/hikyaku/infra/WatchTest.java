package dev.hikyaku.infra;

import static dev.hikyaku.infra.Synthesised.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.infra.Synthesised.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final String PAGE = "docs/runbooks/aws.md";

    @Test
    void everyAlarmNamesItsPartOfThePageAndThePageHasNoOther() throws IOException {
        var linked = new TreeSet<String>();
        Synthesised.all()
                .forEach(made -> Pattern.compile(Pattern.quote(PAGE) + "#([a-z-]+)")
                        .matcher(made.template().toString())
                        .results()
                        .forEach(link -> linked.add(link.group(1))));
        var told = new TreeSet<String>();
        Files.readString(ROOT.resolve(PAGE))
                .lines()
                .filter(line -> line.startsWith("## "))
                .forEach(line -> told.add(line.substring(3)));
        assertThat(told).isEqualTo(linked);
    }

    @Test
    void everyAlarmReachesPeople() {
        assertThat(Synthesised.all().flatMap(made -> made.resources("AWS::CloudWatch::Alarm").values().stream()))
                .isNotEmpty()
                .allSatisfy(alarm -> {
                    assertThat(alarm.at("/AlarmActions/0").toString()).contains("WatchAlarmsTopic");
                    assertThat(alarm.path("AlarmDescription").asString()).contains(" What to do: " + PAGE + "#");
                });
    }

    @Test
    void whoeverRingsMayPublishToTheTopicOfAlarms() {
        assertThat(Synthesised.all()).allSatisfy(made -> {
            var policy = made.resources("AWS::SNS::TopicPolicy").entrySet().stream()
                    .filter(one -> one.getKey().startsWith("WatchAlarmsTopic"))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            assertThat(Synthesised.stream(policy.at("/PolicyDocument/Statement"))
                            .filter(one -> one.path("Effect").asString().equals("Allow"))
                            .map(one -> one.at("/Principal/Service").asString()))
                    .containsExactlyInAnyOrder("cloudwatch.amazonaws.com", "events.amazonaws.com");
        });
    }

    @Test
    void aDailyCampaignThatDoesNotComeIsMissedAfterTwoDays() {
        var silent = Synthesised.of(Project.KINTO).resources("AWS::CloudWatch::Alarm").values().stream()
                .filter(alarm -> alarm.path("AlarmName").asString().endsWith("-silent"))
                .findFirst()
                .orElseThrow();
        assertThat(silent.path("TreatMissingData").asString()).isEqualTo("breaching");
        assertThat(silent.path("Period").asInt()
                        * silent.path("EvaluationPeriods").asInt())
                .isEqualTo(49 * 3_600);
    }

    @Test
    void tasksThatNeverBeganAndTasksThatFailedAreTold() {
        var patterns = Synthesised.of(Project.CAMPAIGN).resources("AWS::Events::Rule").values().stream()
                .map(rule -> rule.at("/EventPattern/detail").toString())
                .toList();
        assertThat(patterns).anyMatch(pattern -> pattern.contains("\"startedAt\":[{\"exists\":false}]"));
        assertThat(patterns).anyMatch(pattern -> pattern.contains("{\"anything-but\":[0,10,11,130,143]}"));
    }

    @Test
    void logsAreKeptForSomeTimeAndNotForEver() {
        assertThat(Synthesised.all().flatMap(made -> made.resources("AWS::Logs::LogGroup").values().stream()))
                .isNotEmpty()
                .allSatisfy(
                        logs -> assertThat(logs.path("RetentionInDays").asInt()).isEqualTo(90));
    }

    @Test
    void theDashboardShowsEachPart() {
        assertThat(Synthesised.of(Project.DEMO)
                        .only("AWS::CloudWatch::Dashboard")
                        .path("DashboardBody")
                        .toString())
                .contains("Changes come in", "Into the outbox", "hikyaku serve", "Database ledger", "Alarms");
    }
}
