package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.org.Columns;
import dev.hikyaku.simulators.salesforce.org.Operation;
import dev.hikyaku.simulators.salesforce.org.Origin;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import dev.hikyaku.simulators.salesforce.org.Save;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.org.Transaction;
import dev.hikyaku.simulators.salesforce.value.RowFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Writes what REST calls ask for, in one transaction each.
record RestWriter(World world, Origin origin) {

    List<RowOutcome> save(Table table, Operation operation, int matchBy, List<JsonNode> records) {
        var rows = RecordJson.rows(world.org(), table, records);
        var save = new Save(operation, rows.columns(), matchBy, this::lock);
        return committed(rows.cells().size(), transaction -> transaction.save(save, rows.cells()));
    }

    List<RowOutcome> delete(Table table, List<String> ids) {
        try {
            var columns = world.org().columns(table, List.of("Id"));
            var save = new Save(Operation.DELETE, columns, -1, this::lock);
            var rows = ids.stream().map(id -> new String[] {id}).toList();
            return committed(rows.size(), transaction -> transaction.delete(save, rows));
        } catch (Columns.UnknownColumn impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<RowOutcome> committed(int rows, Function<Transaction, List<RowOutcome>> work) {
        try (var transaction = world.org().begin(origin)) {
            var outcomes = work.apply(transaction);
            transaction.commit(json -> json.writeNumberProperty("rows", rows));
            return outcomes;
        }
    }

    private Optional<RowFailure> lock(String[] cells) {
        return world.faults().locks(cells)
                ? Optional.of(RowFailure.of("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"))
                : Optional.empty();
    }
}
