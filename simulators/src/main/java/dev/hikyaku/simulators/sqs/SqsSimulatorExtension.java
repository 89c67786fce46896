package dev.hikyaku.simulators.sqs;

import dev.hikyaku.simulators.lifecycle.SimulatorExtension;
import java.util.function.UnaryOperator;

/// Gives each test its own simulator, in a folder that is removed after the test.
public final class SqsSimulatorExtension extends SimulatorExtension<SqsSimulator> {
    private SqsSimulatorExtension(UnaryOperator<SqsOptions> change) {
        super(SqsSimulator.class, folder -> SqsSimulator.start(change.apply(SqsOptions.of(folder))));
    }

    /// An extension whose queues have the friendliest of habits.
    public SqsSimulatorExtension() {
        this(options -> options);
    }

    /// The same with changed options.
    public SqsSimulatorExtension with(UnaryOperator<SqsOptions> change) {
        return new SqsSimulatorExtension(change);
    }
}
