package dev.hikyaku.simulators.push.sns;

import dev.hikyaku.simulators.lifecycle.SimulatorExtension;
import java.util.function.UnaryOperator;

/// Gives each test its own simulator, in a folder that is removed after the test.
public final class SnsSimulatorExtension extends SimulatorExtension<SnsSimulator> {
    private SnsSimulatorExtension(UnaryOperator<SnsOptions> change) {
        super(SnsSimulator.class, folder -> SnsSimulator.start(change.apply(SnsOptions.of(folder))));
    }

    /// An extension whose simulators are in Tokyo.
    public SnsSimulatorExtension() {
        this(options -> options);
    }

    /// The same with changed options, for example other quotas.
    public SnsSimulatorExtension with(UnaryOperator<SnsOptions> change) {
        return new SnsSimulatorExtension(change);
    }
}
