package dev.hikyaku.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.infra.Synthesised.Project;
import dev.hikyaku.infra.task.AwsCron;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
    private static final String SCHEDULE = "AWS::Scheduler::Schedule";

    @Test
    void aCampaignStartsInItsOwnZoneUnderTheInstantItWasPlannedFor() {
        var schedule = Synthesised.of(Project.KINTO).only(SCHEDULE);
        assertThat(schedule.path("ScheduleExpression").asString()).isEqualTo("cron(0 9 * * ? *)");
        assertThat(schedule.path("ScheduleExpressionTimezone").asString()).isEqualTo("Asia/Tokyo");
        assertThat(schedule.at("/FlexibleTimeWindow/Mode").asString()).isEqualTo("OFF");
        assertThat(schedule.at("/Target/Input").asString())
                .isEqualTo("{\"containerOverrides\":[{\"command\":[\"run\",\"inspection-reminder\",\"--at-instant\","
                        + "\"<aws.scheduler.scheduled-time>\"],\"name\":\"hikyaku\"}]}");
    }

    @Test
    void aStartThatFailsIsTriedAgainForAsLongAsItMayBeLateAndThenTold() {
        var target = Synthesised.of(Project.KINTO).only(SCHEDULE).path("Target");
        assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(20);
        assertThat(target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt()).isEqualTo(3_600);
        assertThat(target.at("/DeadLetterConfig/Arn").toString()).contains("SchedulesNotStarted");
    }

    @Test
    void syncsByTheClockAreOneRunOfAll() {
        var schedule = Synthesised.of(Project.CHINOOK_BY_CLOCK).only(SCHEDULE);
        assertThat(schedule.path("ScheduleExpression").asString()).isEqualTo("cron(0,10,20,30,40,50 * * * ? *)");
        assertThat(schedule.at("/Target/Input").asString()).contains("[\"run\",\"all\",\"--at-instant\"");
        assertThat(Synthesised.of(Project.CHINOOK_BY_CLOCK).resources("AWS::ECS::Service"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 9 * * *         | cron(0 9 * * ? *)",
                "30 8 * * mon-fri  | cron(30 8 ? * MON,TUE,WED,THU,FRI *)",
                "0 0 1 jan *       | cron(0 0 1 1 ? *)",
                "0 0 * * 7         | cron(0 0 ? * SUN *)",
                "0 9-17/4 * * *    | cron(0 9,13,17 * * ? *)",
                "0 0 1 * 1         | cron(0 0 1 * ? *) and cron(0 0 ? * MON *)"
            })
    void cronIsSaidAsEventBridgeSaysIt(String cron, String wanted) {
        assertThat(String.join(" and ", AwsCron.of(cron))).isEqualTo(wanted);
    }

    @Test
    void whatEventBridgeCanNotSayIsRefused() {
        assertThatThrownBy(() -> AwsCron.of("0 0 */2 * 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must both be right");
    }
}
