package dev.hikyaku.simulators.salesforce.user;

import dev.hikyaku.simulators.salesforce.bulk.BulkJobs;
import dev.hikyaku.simulators.salesforce.org.Columns;
import dev.hikyaku.simulators.salesforce.org.Operation;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.org.Origin;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import dev.hikyaku.simulators.salesforce.org.Save;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.org.Transaction;
import dev.hikyaku.simulators.salesforce.value.RowFailure;
import dev.hikyaku.simulators.salesforce.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Somebody who works in the org by hand; costs no API calls, and stands in the journal as `user`.
///
/// What the org refuses throws [IllegalArgumentException] with the text of `sf__Error`.
public final class OrgUser {
    private final Org org;
    private final BulkJobs jobs;
    private final Runnable endSessions;

    /// @param endSessions logs every program out, for a refresh
    public OrgUser(Org org, BulkJobs jobs, Runnable endSessions) {
        this.org = org;
        this.jobs = jobs;
        this.endSessions = endSessions;
    }

    /// Makes a record and returns its id.
    public String create(String object, Map<String, String> values) {
        var table =
                org.table(object).orElseThrow(() -> new IllegalArgumentException("the schema has no object " + object));
        return save(table, Operation.INSERT, values);
    }

    /// Changes fields of a record; an empty text empties a field.
    public void edit(String id, Map<String, String> values) {
        var withId = new LinkedHashMap<>(Map.of("Id", id));
        values.forEach((name, value) -> withId.put(name, value.isEmpty() ? Values.NULL : value));
        save(tableOf(id), Operation.UPDATE, withId);
    }

    /// Moves a record and the children it owns to the recycle bin.
    public void delete(String id) {
        var save = Save.of(Operation.DELETE, columns(tableOf(id), List.of("Id")), -1);
        outcome(transaction -> transaction.delete(save, List.<String[]>of(new String[] {id})));
    }

    /// Brings a record back from the recycle bin, with the children its deletion took along.
    public void undelete(String id) {
        settle(transaction -> transaction.undelete(id));
    }

    /// Merges one or two records into a master: they are deleted, their children point to the master.
    public void merge(String master, List<String> losers) {
        settle(transaction -> transaction.merge(master, losers));
    }

    /// Replaces the org by a fresh copy of itself: another org id, other record ids, no sessions, no bulk jobs.
    public void refresh() {
        jobs.dismissAll();
        org.refresh();
        endSessions.run();
    }

    private Table tableOf(String id) {
        return org.tableOf(id).orElseThrow(() -> new IllegalArgumentException("no object has ids like " + id));
    }

    private String save(Table table, Operation operation, Map<String, String> values) {
        var save = Save.of(operation, columns(table, List.copyOf(values.keySet())), -1);
        var cells = values.values().toArray(String[]::new);
        return outcome(transaction -> transaction.save(save, List.<String[]>of(cells)));
    }

    private Columns columns(Table table, List<String> names) {
        try {
            return org.columns(table, new ArrayList<>(names));
        } catch (Columns.UnknownColumn unknown) {
            throw new IllegalArgumentException(table.schema().name() + " has no field " + unknown.column(), unknown);
        }
    }

    private String outcome(Function<Transaction, List<RowOutcome>> work) {
        try (var transaction = org.begin(Origin.USER)) {
            var outcome = work.apply(transaction).getFirst();
            return switch (outcome) {
                case RowOutcome.Refused refused ->
                    throw new IllegalArgumentException(refused.failure().sfError());
                case RowOutcome.Saved saved -> {
                    transaction.commit(json -> json.writeNumberProperty("rows", 1));
                    yield saved.id();
                }
            };
        }
    }

    private void settle(Function<Transaction, Optional<RowFailure>> work) {
        try (var transaction = org.begin(Origin.USER)) {
            var refused = work.apply(transaction);
            if (refused.isPresent()) {
                throw new IllegalArgumentException(refused.get().sfError());
            }
            transaction.commit(json -> json.writeNumberProperty("rows", 1));
        }
    }
}
