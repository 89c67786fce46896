package dev.hikyaku.simulators.salesforce;

import dev.hikyaku.simulators.lifecycle.SimulatorExtension;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Gives each test its own simulator, in a folder that is removed after the test.
///
/// ```java
/// @RegisterExtension
/// final SalesforceSimulatorExtension salesforce = SalesforceSimulatorExtension.withSchema(Path.of("company.yaml"));
///
/// @Test
/// void carriesContacts(SalesforceSimulator simulator) { … }
/// ```
public final class SalesforceSimulatorExtension extends SimulatorExtension<SalesforceSimulator> {
    private final Path schema;

    private SalesforceSimulatorExtension(Path schema, UnaryOperator<SimulatorOptions> change) {
        super(
                SalesforceSimulator.class,
                folder -> SalesforceSimulator.start(change.apply(SimulatorOptions.of(folder, schema))));
        this.schema = schema;
    }

    /// An extension whose simulators know this schema.
    public static SalesforceSimulatorExtension withSchema(Path schema) {
        return new SalesforceSimulatorExtension(schema, options -> options);
    }

    /// The same with changed options, for example another clock.
    public SalesforceSimulatorExtension with(UnaryOperator<SimulatorOptions> change) {
        return new SalesforceSimulatorExtension(schema, change);
    }
}
