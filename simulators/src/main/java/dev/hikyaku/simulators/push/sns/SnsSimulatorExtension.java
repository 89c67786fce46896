package dev.hikyaku.simulators.push.sns;

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
public final class SnsSimulatorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final UnaryOperator<SnsOptions> change;
    private @Nullable Path folder;
    private @Nullable SnsSimulator simulator;

    private SnsSimulatorExtension(UnaryOperator<SnsOptions> change) {
        this.change = change;
    }

    /// An extension whose simulators are in Tokyo.
    public SnsSimulatorExtension() {
        this(options -> options);
    }

    /// The same with changed options, for example other quotas.
    public SnsSimulatorExtension with(UnaryOperator<SnsOptions> newChange) {
        return new SnsSimulatorExtension(newChange);
    }

    /// The simulator of the running test.
    ///
    /// @throws IllegalStateException outside a test
    public SnsSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException("the simulator runs only during a test");
        }
        return simulator;
    }

    /// Stops the simulator without ceremony and starts it again from its folder, on another port.
    public SnsSimulator restart() {
        simulator().close();
        simulator = SnsSimulator.start(options());
        return simulator;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("sns-simulator");
        simulator = SnsSimulator.start(options());
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
        return parameter.getParameter().getType().equals(SnsSimulator.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator();
    }

    private SnsOptions options() {
        if (folder == null) {
            throw new IllegalStateException("the simulator runs only during a test");
        }
        return change.apply(SnsOptions.of(folder));
    }
}
