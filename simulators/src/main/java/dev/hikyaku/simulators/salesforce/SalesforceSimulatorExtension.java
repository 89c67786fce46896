package dev.hikyaku.simulators.salesforce;

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
/// final SalesforceSimulatorExtension salesforce = SalesforceSimulatorExtension.withSchema(Path.of("company.yaml"));
///
/// @Test
/// void carriesContacts(SalesforceSimulator simulator) { … }
/// ```
public final class SalesforceSimulatorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Path schema;
    private final UnaryOperator<SimulatorOptions> change;
    private @Nullable Path folder;
    private @Nullable SalesforceSimulator simulator;

    private SalesforceSimulatorExtension(Path schema, UnaryOperator<SimulatorOptions> change) {
        this.schema = schema;
        this.change = change;
    }

    /// An extension whose simulators know this schema.
    public static SalesforceSimulatorExtension withSchema(Path schema) {
        return new SalesforceSimulatorExtension(schema, options -> options);
    }

    /// The same with changed options, for example another clock.
    public SalesforceSimulatorExtension with(UnaryOperator<SimulatorOptions> newChange) {
        return new SalesforceSimulatorExtension(schema, newChange);
    }

    /// The simulator of the running test.
    ///
    /// @throws IllegalStateException outside a test
    public SalesforceSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException("the simulator runs only during a test");
        }
        return simulator;
    }

    /// Stops the simulator without ceremony and starts it again from its folder, on another port.
    public SalesforceSimulator restart() {
        simulator().close();
        simulator = SalesforceSimulator.start(options());
        return simulator;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("salesforce-simulator");
        simulator = SalesforceSimulator.start(options());
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
        return parameter.getParameter().getType().equals(SalesforceSimulator.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator();
    }

    private SimulatorOptions options() {
        if (folder == null) {
            throw new IllegalStateException("the simulator runs only during a test");
        }
        return change.apply(SimulatorOptions.of(folder, schema));
    }
}
