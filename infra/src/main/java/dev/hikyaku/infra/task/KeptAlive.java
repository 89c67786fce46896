package dev.hikyaku.infra.task;

import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.constructs.Construct;

/// Processes that ECS keeps alive, as many as a parameter of the stack says. A new version starts after the old one has
/// let go of its leases.
final class KeptAlive {
    private KeptAlive() {}

    /// What is kept alive.
    ///
    /// @param id in its scope
    /// @param name of the service
    record Wanted(String id, String name, FargateTaskDefinition task) {}

    /// How many of them.
    ///
    /// @param id of the stack's parameter
    /// @param usual when nobody says otherwise
    record Processes(String id, int usual, String description) {
        private Number in(Construct scope) {
            var parameter = CfnParameter.Builder.create(scope, "Processes")
                    .type("Number")
                    .minValue(0)
                    .defaultValue(usual)
                    .description(description)
                    .build();
            parameter.overrideLogicalId(id);
            return parameter.getValueAsNumber();
        }
    }

    static FargateService in(Construct scope, Tasks tasks, Wanted wanted, Processes processes) {
        return FargateService.Builder.create(scope, wanted.id())
                .serviceName(wanted.name())
                .cluster(tasks.cluster())
                .taskDefinition(wanted.task())
                .desiredCount(processes.in(scope))
                .minHealthyPercent(0)
                .maxHealthyPercent(100)
                .circuitBreaker(
                        DeploymentCircuitBreaker.builder().rollback(true).build())
                .securityGroups(List.of(tasks.network().tasks()))
                .vpcSubnets(tasks.network().taskSubnets())
                .assignPublicIp(false)
                .enableExecuteCommand(false)
                .enableEcsManagedTags(true)
                .propagateTags(PropagatedTagSource.TASK_DEFINITION)
                .build();
    }
}
