package dev.hikyaku.infra.watch;

import dev.hikyaku.infra.Deployment;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/// A dashboard in CloudWatch: a row for each part.
final class Board extends Construct {
    private static final int WIDE = 24;

    private final Dashboard dashboard;

    Board(Construct scope, Deployment deployment) {
        super(scope, "Board");
        dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(deployment.named("board"))
                .build();
    }

    GraphWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(8)
                .build();
    }

    void row(String title, IWidget... widgets) {
        dashboard.addWidgets(TextWidget.Builder.create()
                .markdown("## " + title)
                .width(WIDE)
                .height(1)
                .build());
        dashboard.addWidgets(widgets);
    }

    void alarms(List<Alarm> alarms) {
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .alarms(alarms)
                .width(WIDE)
                .build());
    }
}
