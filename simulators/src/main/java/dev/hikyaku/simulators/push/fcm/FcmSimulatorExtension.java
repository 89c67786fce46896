package dev.hikyaku.simulators.push.fcm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test its own simulator, in a folder that is removed after the test.
///
/// ```java
/// @RegisterExtension
/// final FcmSimulatorExtension fcm = new FcmSimulatorExtension();
///
/// @Test
/// void reachesAPhone(FcmSimulator simulator) { … }
/// ```
public final class FcmSimulatorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final UnaryOperator<FcmSimulatorOptions> change;
    private @Nullable Path folder;
    private @Nullable FcmSimulator simulator;

    /// Simulators with the usual options.
    public FcmSimulatorExtension() {
        this(options -> options);
    }

    /// Simulators with changed options, for example another clock.
    public FcmSimulatorExtension(UnaryOperator<FcmSimulatorOptions> change) {
        this.change = change;
    }

    /// The simulator of the running test.
    ///
    /// @throws IllegalStateException outside a test
    public FcmSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException("the simulator runs only during a test");
        }
        return simulator;
    }

    /// Stops the simulator and starts it again from its folder, on another port.
    public FcmSimulator restart() {
        simulator().close();
        simulator = FcmSimulator.start(options());
        return simulator;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("fcm-simulator");
        simulator = FcmSimulator.start(options());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        simulator().close();
        simulator = null;
        if (folder == null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(FcmSimulator.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator();
    }

    private FcmSimulatorOptions options() {
        if (folder == null) {
            throw new IllegalStateException("the simulator runs only during a test");
        }
        return change.apply(FcmSimulatorOptions.of(folder));
    }
}
