package dev.hikyaku.infra.watch;

import dev.hikyaku.infra.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.events.targets.SnsTopicProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/// Alarms go to one topic, to which people subscribe. Each says on which page it is told what to do.
public final class Alarms extends Construct {
    private final Deployment deployment;
    private final Topic topic;
    private final List<Alarm> all = new ArrayList<>();

    /// When an alarm rings.
    ///
    /// @param page its part of the page of runbooks: `docs/runbooks/aws.md#PAGE`
    /// @param says what is the matter
    /// @param metric looked at period by period
    /// @param is how the metric stands to the threshold
    /// @param periods in a row
    /// @param silence what no data mean
    record Bell(
            String page,
            String says,
            IMetric metric,
            ComparisonOperator is,
            double threshold,
            int periods,
            TreatMissingData silence) {

        /// Rings when there is anything at all.
        static Bell onAny(String page, String says, IMetric metric) {
            return above(page, says, metric, 0, 1);
        }

        /// Rings when it is more than so much for so many periods.
        static Bell above(String page, String says, IMetric metric, double threshold, int periods) {
            return new Bell(
                    page,
                    says,
                    metric,
                    ComparisonOperator.GREATER_THAN_THRESHOLD,
                    threshold,
                    periods,
                    TreatMissingData.NOT_BREACHING);
        }

        /// Rings when there is nothing, or nobody to tell.
        static Bell onSilence(String page, String says, IMetric metric, int periods) {
            return new Bell(
                    page, says, metric, ComparisonOperator.LESS_THAN_THRESHOLD, 1, periods, TreatMissingData.BREACHING);
        }
    }

    /// Makes the topic.
    public Alarms(Construct scope, Deployment deployment) {
        super(scope, "Alarms");
        this.deployment = deployment;
        topic = Topic.Builder.create(this, "Topic")
                .topicName(deployment.named("alarms"))
                .enforceSsl(true)
                .build();
        // A policy of its own takes the place of the usual one, which lets everything in the account publish.
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build());
        CfnOutput.Builder.create(this, "AlarmTopic")
                .value(topic.getTopicArn())
                .build()
                .overrideLogicalId("AlarmTopic");
    }

    /// Makes an alarm.
    void add(String id, Bell bell) {
        var alarm = Alarm.Builder.create(this, id)
                .alarmName(deployment.named(id))
                .alarmDescription(bell.says() + " What to do: " + page(bell.page()))
                .metric(bell.metric())
                .comparisonOperator(bell.is())
                .threshold(bell.threshold())
                .evaluationPeriods(bell.periods())
                .treatMissingData(bell.silence())
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        all.add(alarm);
    }

    /// Tells of each stopped task of the cluster that an event pattern fits.
    ///
    void tell(String id, String page, String says, EventPattern pattern) {
        var text =
                says + " Task " + EventField.fromPath("$.detail.taskArn") + " (" + EventField.fromPath("$.detail.group")
                        + "): " + EventField.fromPath("$.detail.stoppedReason") + ". What to do: " + page(page);
        var target = new SnsTopic(
                topic,
                SnsTopicProps.builder().message(RuleTargetInput.fromText(text)).build());
        Rule.Builder.create(this, id)
                .ruleName(deployment.named(id))
                .description(says)
                .eventPattern(pattern)
                .targets(List.of(target))
                .build();
    }

    private String page(String page) {
        return deployment.runbooks() + "#" + page;
    }

    /// Fits events of stopped tasks of a cluster.
    static EventPattern stopped(String cluster, Map<String, ?> also) {
        var detail = new TreeMap<String, Object>(also);
        detail.put("clusterArn", List.of(cluster));
        detail.put("lastStatus", List.of("STOPPED"));
        return EventPattern.builder()
                .source(List.of("aws.ecs"))
                .detailType(List.of("ECS Task State Change"))
                .detail(detail)
                .build();
    }

    /// Five minutes, over which most alarms look.
    static Duration usual() {
        return Duration.minutes(5);
    }

    /// All alarms.
    List<Alarm> all() {
        return List.copyOf(all);
    }
}
