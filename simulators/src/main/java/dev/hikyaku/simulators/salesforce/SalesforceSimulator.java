package dev.hikyaku.simulators.salesforce;

import dev.hikyaku.simulators.lifecycle.Simulator;
import dev.hikyaku.simulators.salesforce.bulk.BulkJobs;
import dev.hikyaku.simulators.salesforce.bulk.BulkSettings;
import dev.hikyaku.simulators.salesforce.fault.Allowances;
import dev.hikyaku.simulators.salesforce.fault.Faults;
import dev.hikyaku.simulators.salesforce.http.HttpDoors;
import dev.hikyaku.simulators.salesforce.http.Tokens;
import dev.hikyaku.simulators.salesforce.http.World;
import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.org.Row;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.schema.SchemaReader;
import dev.hikyaku.simulators.salesforce.user.OrgUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A fake Salesforce org on this machine, as a program or inside a test.
///
/// Client id `hikyaku` and secret `simulator` log in unless the schema names other clients.
public final class SalesforceSimulator implements Simulator {
    private final Journal journal;
    private final Org org;
    private final BulkJobs jobs;
    private final Faults faults;
    private final Allowances allowances;
    private final OrgUser user;
    private final HttpDoors doors;

    private SalesforceSimulator(SimulatorOptions options) throws IOException {
        Files.createDirectories(options.folder());
        var schema = SchemaReader.read(options.schema());
        journal = new Journal(options.folder().resolve("journal.jsonl"));
        org = new Org(schema, options.clock(), journal);
        faults = new Faults(options.seed());
        allowances = new Allowances(
                schema.allowances().dailyApiRequests(), schema.allowances().dailyBulkBatches());
        var settings =
                new BulkSettings(options.folder().resolve("jobs"), options.queueDelay(), options.seed(), allowances);
        jobs = new BulkJobs(org, journal, faults, settings);
        var tokens = new Tokens(schema, journal, options.clock());
        user = new OrgUser(org, jobs, tokens::expireAll);
        journal.replay(line -> restore(line, tokens));
        doors = new HttpDoors(options.port(), new World(org, jobs, faults, allowances, user), tokens);
    }

    /// Starts a simulator and goes on where its folder left off.
    ///
    /// @throws dev.hikyaku.simulators.salesforce.schema.SchemaException when the schema file is wrong
    /// @throws UncheckedIOException when the port is taken or the folder cannot be used
    public static SalesforceSimulator start(SimulatorOptions options) {
        try {
            var simulator = new SalesforceSimulator(options);
            simulator.jobs.resume();
            simulator.doors.start();
            return simulator;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void restore(JsonNode line, Tokens tokens) {
        var kind = line.path("kind").asString("");
        if (kind.startsWith("record.") || kind.startsWith("org.")) {
            org.restore(line);
        } else if (kind.startsWith("token")) {
            tokens.restore(line);
        } else if (kind.startsWith("job.") || kind.equals("commit")) {
            jobs.restore(line);
        }
    }

    /// The base address, for example `http://127.0.0.1:8080`; also the page for people.
    @Override
    public URI url() {
        return doors.url();
    }

    /// Where tokens are asked for.
    public URI loginUrl() {
        return url().resolve("/services/oauth2/token");
    }

    /// What goes wrong.
    public Faults faults() {
        return faults;
    }

    /// How many REST calls and bulk batches there may be in all; can be lowered and raised.
    public Allowances allowances() {
        return allowances;
    }

    /// Somebody who edits, deletes, undeletes and merges records by hand.
    public OrgUser user() {
        return user;
    }

    /// The organisation's id; [#refreshOrg()] changes it.
    public String orgId() {
        return org.id();
    }

    /// Changes fields of a record by hand; an empty text empties a field.
    ///
    /// @throws IllegalArgumentException when the org refuses it
    public void edit(String id, Map<String, String> values) {
        user.edit(id, values);
    }

    /// Brings a record back from the recycle bin, with the children its deletion took along.
    ///
    /// @throws IllegalArgumentException when the org refuses it
    public void undelete(String id) {
        user.undelete(id);
    }

    /// Merges one or two records into a master: they are deleted, their children point to the master.
    ///
    /// @throws IllegalArgumentException when the org refuses it
    public void merge(String master, String... losers) {
        user.merge(master, List.of(losers));
    }

    /// Replaces the org by a fresh copy of itself: another org id, other record ids, no sessions, no bulk jobs.
    public void refreshOrg() {
        user.refresh();
    }

    /// Sets whether a unique value of a record in the recycle bin still counts as taken.
    public void recycledKeysBlock(boolean block) {
        org.recycledKeysBlock(block);
    }

    /// Aborts a bulk job, as an admin may.
    public void abortJob(String id) {
        jobs.change(id, "Aborted");
    }

    /// Ends a bulk job, whatever it does, and forgets it: it answers 404 from then on.
    public void deleteJob(String id) {
        jobs.dismiss(id);
    }

    /// All live records of an object, each as field -> value with its `Id`; empty fields are left out.
    public List<Map<String, String>> records(String object) {
        var table =
                org.table(object).orElseThrow(() -> new IllegalArgumentException("the schema has no object " + object));
        return org.read(() -> table.rows().stream()
                .filter(row -> !row.isDeleted())
                .map(row -> values(table, row))
                .toList());
    }

    private static Map<String, String> values(Table table, Row row) {
        var values = new LinkedHashMap<String, String>();
        values.put("Id", table.id(row));
        var fields = table.schema().fields();
        for (var position = 0; position < fields.size(); position++) {
            var value = row.value(position);
            if (value != null) {
                values.put(fields.get(position).name(), value);
            }
        }
        return values;
    }

    /// How many REST calls were made since the start.
    public long apiCalls() {
        return doors.calls();
    }

    /// How many of them were other than GET.
    public long apiWrites() {
        return doors.writes();
    }

    @Override
    public void close() {
        doors.close();
        jobs.close();
        journal.close();
    }

    /// Runs a simulator until it is told to end: `--port N --schema FILE --data DIR`.
    public static void main(String[] args) {
        SalesforceProgram.run(args);
    }
}
