package dev.hikyaku.infra;

import dev.hikyaku.infra.Deployment.Application;
import dev.hikyaku.infra.data.Database;
import dev.hikyaku.infra.data.Database.Kind;
import dev.hikyaku.infra.data.Network;
import dev.hikyaku.infra.data.Parameters;
import dev.hikyaku.infra.intake.IntakeApi;
import dev.hikyaku.infra.intake.OutboxFunction;
import dev.hikyaku.infra.intake.Queues;
import dev.hikyaku.infra.task.Phones;
import dev.hikyaku.infra.task.Resident;
import dev.hikyaku.infra.task.Schedules;
import dev.hikyaku.infra.task.Surroundings;
import dev.hikyaku.infra.task.Tasks;
import dev.hikyaku.infra.task.Workers;
import dev.hikyaku.infra.watch.Watch;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// All that runs: `hikyaku-NAME`.
public final class MainStack extends Stack {
    private final Deployment deployment;
    private final BaseStack base;
    private final Network network;
    private final Optional<Database> application;
    private final Tasks tasks;
    private final Watch watch;

    /// Makes it, on top of what the base has.
    public MainStack(Construct scope, Deployment deployment, BaseStack base) {
        super(scope, "hikyaku-" + deployment.name());
        this.deployment = deployment;
        this.base = base;
        network = new Network(this);
        var ledger = new Database(this, network, Kind.LEDGER, deployment.named("ledger"));
        application = deployment.application() == Application.NEW
                ? Optional.of(new Database(this, network, Kind.APPLICATION, deployment.named("application")))
                : Optional.empty();
        var settings =
                new Parameters(this, deployment, application.map(Database::url).orElse(null));
        var surroundings = new Surroundings(ledger, settings, base.secrets());
        tasks = new Tasks(this, deployment, network, base.images(), surroundings);
        watch = new Watch(this, deployment, tasks);
        var intake = deployment.hasIntake() ? Optional.of(intake()) : Optional.<Queues>empty();
        run(intake);
        watch.database("ledger", ledger);
        application.ifPresent(database -> watch.database("application", database));
        watch.done();
        output("TaskSecurityGroup", network.tasks().getSecurityGroupId());
        output("LedgerCluster", ledger.cluster().getClusterArn());
        application.ifPresent(
                database -> output("ApplicationCluster", database.cluster().getClusterArn()));
    }

    private Queues intake() {
        var queues = new Queues(this, "Intake", 5);
        var api = new IntakeApi(this, deployment, queues.queue());
        watch.intake(queues, api);
        output("IntakeUrl", api.api().urlForPath("/syncs"));
        application.ifPresent(database -> {
            var user = base.secrets().get("intake");
            watch.function(new OutboxFunction(this, deployment, queues.queue(), database, user));
        });
        return queues;
    }

    private void run(Optional<Queues> intake) {
        var workers = deployment.manifest().campaigns().isEmpty()
                ? Optional.<Workers>empty()
                : Optional.of(new Workers(this, deployment, tasks));
        var schedules = new Schedules(this, deployment, tasks, workers.orElse(null));
        var phones = deployment.platformApplications().isEmpty()
                ? Optional.<Phones>empty()
                : Optional.of(new Phones(this, deployment));
        phones.ifPresent(watch::phones);
        phones.ifPresent(wired -> output("PushNewsQueue", wired.queues().queue().getQueueUrl()));
        phones.ifPresent(schedules::letPublish);
        phones.ifPresent(wired ->
                workers.ifPresent(helping -> wired.letPublish(helping.task().getTaskRole())));
        workers.ifPresent(watch::workers);
        if (deployment.isResident()) {
            var own = application.isPresent() ? null : intake.map(Queues::queue).orElse(null);
            var resident = new Resident(this, deployment, tasks, own, workers.orElse(null));
            phones.ifPresent(wired -> wired.letPublish(resident.task().getTaskRole()));
            watch.resident(resident);
        }
        watch.schedules(schedules);
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }
}
