package dev.hikyaku.simulators.push.fcm;

import dev.hikyaku.simulators.lifecycle.SimulatorExtension;
import java.util.function.UnaryOperator;

/// Gives each test its own simulator, in a folder that is removed after the test.
///
/// ```java
/// @RegisterExtension
/// final FcmSimulatorExtension fcm = new FcmSimulatorExtension();
///
/// @Test
/// void reachesAPhone(FcmSimulator simulator) { … }
/// ```
public final class FcmSimulatorExtension extends SimulatorExtension<FcmSimulator> {
    /// Simulators with the usual options.
    public FcmSimulatorExtension() {
        this(options -> options);
    }

    /// Simulators with changed options, for example another clock.
    public FcmSimulatorExtension(UnaryOperator<FcmSimulatorOptions> change) {
        super(FcmSimulator.class, folder -> FcmSimulator.start(change.apply(FcmSimulatorOptions.of(folder))));
    }
}
