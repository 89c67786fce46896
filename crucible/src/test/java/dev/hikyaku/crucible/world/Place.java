package dev.hikyaku.crucible.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.promises.Account;
import dev.hikyaku.crucible.promises.Court;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One project with all it needs: the shop's database, a fake org, a ledger, and judges who hear everything.
public final class Place implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> OBJECTS = Map.of("company", "Account", "person", "Contact");
    private static final Set<Integer> DONE = Set.of(0, 10);

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Court court = new Court();
    private final Shop shop;
    private final FakeOrg org;
    private final List<Child> children = new ArrayList<>();

    /// Builds everything in an empty folder.
    public Place(Path folder, Database database) {
        this.folder = folder;
        write("hikyaku.yaml", "version: 1\nzone: Asia/Tokyo\n");
        write("syncs/company.yaml", COMPANY);
        write("syncs/person.yaml", PERSON);
        write("schema.yaml", SCHEMA);
        var access = database.application(folder);
        shop = new Shop(access, court);
        org = FakeOrg.start(folder.resolve("schema.yaml"), folder.resolve("org"));
        environment.putAll(database.ledger(folder));
        environment.put("HIKYAKU_APPLICATION_URL", access.url());
        environment.put("HIKYAKU_APPLICATION_USER", access.user());
        environment.put("HIKYAKU_APPLICATION_PASSWORD", "");
        environment.put("HIKYAKU_SALESFORCE_LOGIN", org.url().toString());
        environment.put("HIKYAKU_SALESFORCE_CLIENT_ID", "hikyaku");
        environment.put("HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator");
        environment.put("HIKYAKU_WORK_DIR", folder.resolve("work").toString());
        environment.put("HIKYAKU_LANG", "en");
        environment.put("HIKYAKU_BULK_ABOVE", "0");
    }

    private static final String COMPANY = """
            version: 1
            sync: company
            salesforce: { object: Account, externalId: AppId__c }
            source: { table: companies, key: id }
            fields:
              Name: name
              Phone: phone
              Counter__c: counter
            operations: { upsert: {}, delete: {} }
            guard: { maxDeletes: 50% }
            """;

    private static final String PERSON = """
            version: 1
            sync: person
            salesforce: { object: Contact, externalId: AppId__c }
            source: { table: people, key: id }
            fields:
              LastName: last_name
              Counter__c: counter
            references:
              AccountId: { sync: company, by: company_id }
              ReportsToId: { sync: person, by: manager_id }
            operations: { upsert: {}, delete: {} }
            guard: { maxDeletes: 50% }
            """;

    private static final String SCHEMA = """
            objects:
              Account:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Counter__c: { type: text, length: 20 }
                  Name: { type: text, length: 200, required: true }
                  Phone: { type: phone }
              Contact:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Counter__c: { type: text, length: 20 }
                  LastName: { type: text, length: 80, required: true }
                  AccountId: { type: reference, to: Account, relationship: Account }
                  ReportsToId: { type: reference, to: Contact, relationship: ReportsTo }
            """;

    /// Writes a file of the project.
    public void write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Takes the cache of CSV files away, as a new machine would.
    public void emptyDisk() {
        var work = folder.resolve("work");
        try (var files = Files.walk(work)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Changes what the program is told by its environment.
    public void tell(String name, String value) {
        environment.put(name, value);
    }

    /// Starts `run all`; options are for the JVM.
    public Child start(String... options) {
        return child(Java.hikyaku(List.of(options), arguments("run", "all")));
    }

    /// Starts any verb.
    public Child startVerb(String... verb) {
        return child(Java.hikyaku(List.of(), arguments(verb)));
    }

    /// Starts a process that stands ready for verbs; [#next] gives it one.
    public Child startAgain() {
        return child(Java.test(Again.class));
    }

    /// Lets a process that stands ready run a verb.
    public void next(Child ready, String... verb) {
        ready.say(String.join(" ", arguments(verb)));
    }

    /// Starts `run all` where no file can become larger, as if the disk were full then.
    public Child startOnAFullDisk(long kibibytes) {
        var command = new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "full"));
        command.addAll(Java.hikyaku(List.of(), arguments("run", "all")));
        return child(command);
    }

    /// Kibibytes that the embedded ledger takes.
    public long ledgerKibibytes() {
        try {
            return Files.size(folder.resolve(".hikyaku/ledger.mv.db")) / 1024;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Starts the service; options are for the JVM.
    public Child serve(String... options) {
        return child(Java.hikyaku(List.of(options), arguments("serve")));
    }

    private List<String> arguments(String... verb) {
        var arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(List.of("--json", "--project", folder.toString()));
        return arguments;
    }

    private Child child(List<String> command) {
        var child = Child.start(folder.resolve("output"), command, environment);
        children.add(child);
        return child;
    }

    /// Runs once, alone.
    public Child.Ended run(String... options) {
        return heard(start(options));
    }

    /// Waits for a process that ran alone; the court hears of its end.
    public Child.Ended heard(Child child) {
        var ended = child.await();
        court.ended(List.of(ended));
        return ended;
    }

    /// Runs until everything is carried; a few attempts are allowed.
    public Child.Ended runUntilDone() {
        Child.Ended ended;
        int left = 5;
        do {
            ended = run();
        } while (!DONE.contains(ended.code()) && --left > 0);
        assertThat(ended.code()).as(ended.told()).isIn(DONE);
        return ended;
    }

    /// Any other verb, to its end, as JSON.
    public JsonNode ask(String... verb) {
        var ended = child(Java.hikyaku(List.of(), arguments(verb))).await();
        assertThat(ended.code()).as(ended.told()).isZero();
        return JSON.readTree(ended.out());
    }

    /// Names of the places where a crash can be rehearsed.
    public static List<String> failpoints(Path folder) {
        var ended = Child.start(folder, Java.hikyaku(List.of(), List.of("failpoints", "--json")), Map.of())
                .await();
        assertThat(ended.code()).as(ended.told()).isZero();
        return JSON.readTree(ended.out())
                .valueStream()
                .map(name -> name.asString(""))
                .toList();
    }

    /// Asks all judges, with the org's journal and the program's own books.
    public void judge() {
        court.judge(org.journal().effects(), books());
    }

    private List<Account> books() {
        var books = new ArrayList<Account>();
        for (var line : ask("status", "--books").path("books").path("syncs")) {
            var sync = line.path("sync").asString("");
            var excused = new HashSet<String>();
            for (var outcome : List.of("rejected", "waiting")) {
                if (line.path(outcome).asLong() > 0) {
                    ask("records", sync, "--outcome", outcome, "--limit", "100000")
                            .path("records")
                            .forEach(record -> excused.add(record.path("key").asString("")));
                }
            }
            books.add(new Account(
                    sync,
                    OBJECTS.getOrDefault(sync, sync),
                    line.path("takenIn").asLong(),
                    line.path("accepted").asLong(),
                    line.path("rejected").asLong(),
                    line.path("superseded").asLong(),
                    line.path("unknown").asLong(),
                    line.path("waiting").asLong(),
                    line.path("unaccounted").asLong(-1),
                    excused));
        }
        return books;
    }

    /// The application.
    public Shop shop() {
        return shop;
    }

    /// The ledger's tables, read past the program while no process uses them.
    public LedgerAtRest ledger() {
        var url = environment.get("HIKYAKU_LEDGER_URL");
        return url == null
                ? new LedgerAtRest("jdbc:h2:file:" + folder.resolve(".hikyaku/ledger"), "hikyaku", "hikyaku")
                : new LedgerAtRest(url, environment.getOrDefault("HIKYAKU_LEDGER_USER", "root"), "");
    }

    /// Salesforce.
    public FakeOrg org() {
        return org;
    }

    /// The judges.
    public Court court() {
        return court;
    }

    @Override
    public void close() {
        children.forEach(Child::close);
        org.close();
    }
}
