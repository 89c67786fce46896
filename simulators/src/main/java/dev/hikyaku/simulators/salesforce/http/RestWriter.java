package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.org.Columns;
import dev.hikyaku.simulators.salesforce.org.Operation;
import dev.hikyaku.simulators.salesforce.org.Origin;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import dev.hikyaku.simulators.salesforce.org.Save;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.value.RowFailure;
import dev.hikyaku.simulators.salesforce.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Writes what one REST call asks for, in one transaction.
final class RestWriter {
    private final World world;
    private final Origin origin;
    private final boolean allowDuplicates;
    private final List<Run> runs = new ArrayList<>();

    /// Rows of one object that follow each other in the call.
    private record Run(Save save, List<String[]> rows) {}

    RestWriter(World world, Origin origin, Call call) {
        this.world = world;
        this.origin = origin;
        var header = call.header("Sforce-Duplicate-Rule-Header").replace(" ", "");
        this.allowDuplicates = header.toLowerCase(Locale.ROOT).contains("allowsave=true");
    }

    RestWriter save(Table table, Operation operation, int matchBy, List<JsonNode> records) {
        var rows = RecordJson.rows(world.org(), table, records);
        runs.add(new Run(new Save(operation, rows.columns(), matchBy, allowDuplicates, this::lock), rows.cells()));
        return this;
    }

    RestWriter delete(Table table, List<String> ids) {
        try {
            var columns = world.org().columns(table, List.of("Id"));
            var rows = ids.stream().map(id -> new String[] {id}).toList();
            runs.add(new Run(new Save(Operation.DELETE, columns, -1, true, this::lock), rows));
            return this;
        } catch (Columns.UnknownColumn impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Writes all rows; outcomes come in their order.
    ///
    /// @param allOrNone whether one bad row takes all others back
    List<RowOutcome> commit(boolean allOrNone) {
        try (var transaction = world.org().begin(origin)) {
            var outcomes = new ArrayList<RowOutcome>();
            var tables = new ArrayList<Table>();
            for (var run : runs) {
                var removes = run.save.operation().removes();
                outcomes.addAll(
                        removes ? transaction.delete(run.save, run.rows) : transaction.save(run.save, run.rows));
                run.rows.forEach(_ -> tables.add(run.save.columns().table()));
            }
            var isWhole = outcomes.stream().allMatch(RowOutcome.Saved.class::isInstance);
            List<RowOutcome> told =
                    allOrNone && !isWhole ? transaction.rolledBack(tables, outcomes) : List.copyOf(outcomes);
            transaction.commit(json -> json.writeNumberProperty("rows", told.size()));
            return told;
        }
    }

    private Optional<RowFailure> lock(String[] cells) {
        return world.faults().locks(cells)
                ? Optional.of(RowFailure.of("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"))
                : Optional.empty();
    }
}
