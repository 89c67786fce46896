package dev.hikyaku.simulators.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test its own simulator, in a folder that is removed after the test.
///
/// @param <S> the simulator
public abstract class SimulatorExtension<S extends Simulator>
        implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Class<S> type;
    private final Function<Path, S> start;
    private @Nullable Path folder;
    private @Nullable S simulator;

    /// @param type of the simulator, as tests name it among their parameters
    /// @param start starts one in a folder
    protected SimulatorExtension(Class<S> type, Function<Path, S> start) {
        this.type = type;
        this.start = start;
    }

    /// The simulator of the running test.
    ///
    /// @throws IllegalStateException outside a test
    public final S simulator() {
        if (simulator == null) {
            throw new IllegalStateException("the simulator runs only during a test");
        }
        return simulator;
    }

    /// Stops the simulator without ceremony and starts it again from its folder, on another port.
    public final S restart() {
        simulator().close();
        simulator = started();
        return simulator;
    }

    private S started() {
        if (folder == null) {
            throw new IllegalStateException("the simulator runs only during a test");
        }
        return start.apply(folder);
    }

    @Override
    public final void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("simulator");
        simulator = started();
    }

    @Override
    public final void afterEach(ExtensionContext context) throws IOException {
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
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(type);
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator();
    }
}
