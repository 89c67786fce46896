package dev.hikyaku.intake.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.Changes.Receipt;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.outbox.Change;
import dev.hikyaku.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

/// Taking changes out of the outbox: nothing lost, nothing twice, wherever it breaks off.
abstract class OutboxDoorContract {
    @TempDir
    Path folder;

    private Sync contact;
    private Ledger.Settings settings;
    Application application;
    Ledger ledger;
    private OutboxDoor door;

    abstract String newDatabase();

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(folder.resolve("hikyaku.yaml"), "version: 1\n");
        Files.writeString(folder.resolve("syncs/contact.yaml"), """
                version: 1
                sync: contact
                salesforce: { object: Contact, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { LastName: last_name, Phone: phone }
                operations: { upsert: {}, delete: {} }
                """);
        contact = Manifest.read(folder).syncs().getFirst();
        application = Application.at(newDatabase());
        var url = newDatabase();
        settings = new Ledger.Settings(url, url.startsWith("jdbc:h2:") ? "sa" : "root", "");
        ledger = Ledger.open(settings);
        door = application.door();
    }

    @AfterEach
    void close() {
        door.close();
        ledger.close();
    }

    Sync contact() {
        return contact;
    }

    Ledger.Settings ledgerSettings() {
        return settings;
    }

    OutboxDoor.Taking taking() {
        return changes -> ledger.changes().takeIn("contact", "outbox", changes);
    }

    int drain(OutboxDoor from) {
        var takenIn = 0;
        OutboxDoor.Drained drained;
        do {
            drained = from.drain(contact, taking());
            takenIn += drained.takenIn();
        } while (!drained.isLast());
        return takenIn;
    }

    static Change named(int key, String name) {
        return Change.upsert("contact", String.valueOf(key), Map.of("id", key, "last_name", name));
    }

    /// All that the ledger was wished, in its order.
    private List<String> wishes() {
        var wishes = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(settings.url(), settings.user(), "");
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT record_key, version, operation, payload FROM hk_change ORDER BY id")) {
            while (found.next()) {
                wishes.add(found.getString(1) + "." + found.getLong(2) + " " + found.getString(3) + " "
                        + found.getString(4));
            }
            return wishes;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void takesInWhatWasCommittedAndNothingElse() throws SQLException {
        application.commit(transaction -> Outbox.on(transaction).upsert("contact", "1", Map.of("last_name", "佐藤")));
        try (var transaction = application.begin()) {
            Outbox.on(transaction).delete("contact", "2");
            transaction.rollback();
        }
        application.commit(transaction -> Outbox.on(transaction).delete("contact", "1"));
        assertThat(drain(door)).isEqualTo(2);
        assertThat(wishes()).containsExactly("1.1 upsert {\"id\":\"1\",\"last_name\":\"佐藤\"}", "1.2 delete null");
        assertThat(application.rows()).isEmpty();
        assertThat(drain(door)).isZero();
    }

    @Test
    void takesInAPlainInsert() {
        application.sql("INSERT INTO hk_outbox (sync, body) VALUES ('contact',"
                + " '{\"key\": \"7\", \"op\": \"upsert\", \"data\": {\"last_name\": \"Smith\"}}')");
        assertThat(drain(door)).isEqualTo(1);
        assertThat(wishes()).containsExactly("7.1 upsert {\"id\":\"7\",\"last_name\":\"Smith\"}");
    }

    @Test
    void takesInManyPagesInTheirOrder() {
        var changes = IntStream.range(0, 1_203)
                .mapToObj(at -> named(at % 7, "name " + at))
                .toList();
        application.commit(transaction -> Outbox.on(transaction).writeAll(changes));
        assertThat(drain(door)).isEqualTo(1_203);
        assertThat(wishes().stream().map(wish -> wish.replaceAll(".*name (\\d+).*", "$1")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_203).mapToObj(String::valueOf).toList());
    }

    @Test
    void losesNothingWhenItBreaksOffBeforeTheLedgerHasIt() {
        application.commit(transaction -> Outbox.on(transaction).write(named(1, "one")));
        assertThatThrownBy(() -> door.drain(contact, _ -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(application.rows()).hasSize(1);
        assertThat(wishes()).isEmpty();
        assertThat(drain(door)).isEqualTo(1);
        assertThat(wishes()).hasSize(1);
    }

    @Test
    void takesNothingInTwiceWhenItBreaksOffBetweenTheCommits() {
        application.commit(transaction -> Outbox.on(transaction).write(named(1, "one")));
        assertThatThrownBy(() -> door.drain(contact, changes -> {
                    taking().takeIn(changes);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        application.commit(transaction -> Outbox.on(transaction).write(named(1, "two")));
        assertThat(application.rows()).hasSize(2);
        var receipts = new ArrayList<Receipt>();
        try (var next = application.door()) {
            next.drain(contact, changes -> {
                receipts.addAll(taking().takeIn(changes));
                return receipts;
            });
        }
        assertThat(receipts).containsExactly(Receipt.REPEATED, Receipt.TAKEN_IN);
        assertThat(wishes()).hasSize(2).last().asString().contains("two");
        assertThat(application.rows()).isEmpty();
        assertThat(ledger.books().of("contact").unaccounted()).isZero();
    }

    @Test
    void takesARequestIdInOnceByWhateverDoorItComes() {
        application.commit(
                transaction -> Outbox.on(transaction).write(named(1, "one").withRequestId("order-8")));
        drain(door);
        application.commit(
                transaction -> Outbox.on(transaction).write(named(1, "one").withRequestId("order-8")));
        drain(door);
        application.sql("INSERT INTO hk_outbox (sync, body) VALUES ('contact',"
                + " '{\"key\": \"1\", \"op\": \"delete\", \"requestId\": \"order-8\"}')");
        drain(door);
        assertThat(wishes()).hasSize(1);
        assertThat(application.rows()).isEmpty();
    }

    @Test
    void takesNewRowsForNewWhenTheTableWasMadeAnew() {
        application.commit(transaction -> Outbox.on(transaction).write(named(1, "one")));
        drain(door);
        application.sql("DROP TABLE hk_outbox");
        application.makeOutbox();
        application.commit(transaction -> Outbox.on(transaction).write(named(2, "two")));
        drain(door);
        assertThat(wishes()).hasSize(2);
    }

    @Test
    void keepsWhatIsNoChangeWithCodeAndReason() {
        application.commit(transaction -> Outbox.on(transaction).write(named(1, "one")));
        application.sql("INSERT INTO hk_outbox (sync, body) VALUES ('contact', '{\"key\":')");
        application.sql("INSERT INTO hk_outbox (sync, body) VALUES ('contact',"
                + " '{\"key\": \"2\", \"op\": \"upsert\", \"data\": {\"lastname\": \"x\"}}')");
        application.sql("INSERT INTO hk_outbox (sync, body) VALUES ('contact', '" + "x".repeat(300_000) + "')");
        application.commit(transaction -> Outbox.on(transaction).write(named(3, "three")));
        var drained = door.drain(contact, taking());
        assertThat(drained.takenIn()).isEqualTo(2);
        assertThat(drained.refusals())
                .extracting(OutboxDoor.Refusal::code)
                .containsExactly("HK4101", "HK4103", "HK4108");
        assertThat(drained.refusals().get(1).reason())
                .startsWith("/data/lastname: ")
                .contains("last_name");
        assertThat(application.rows())
                .extracting(row -> row.substring(0, 14))
                .containsExactly("refused HK4101", "refused HK4103", "refused HK4108");
        assertThat(door.drain(contact, taking()).moved())
                .as("it never comes again")
                .isFalse();

        application.sql("UPDATE hk_outbox SET state = 'waiting', code = NULL, reason = NULL,"
                + " body = REPLACE(body, 'lastname', 'last_name') WHERE code = 'HK4103'");
        assertThat(drain(door)).isEqualTo(1);
        assertThat(wishes()).hasSize(3);
        assertThat(application.rows()).hasSize(2);
    }

    @Test
    void refusesRowsOfSyncsThatNobodyKnows() {
        application.commit(transaction -> Outbox.on(transaction).delete("contct", "1"));
        application.commit(transaction -> Outbox.on(transaction).delete("contact", "1"));
        assertThat(door.refuseStrays(List.of("contact", "account")))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("HK4121");
                    assertThat(refusal.reason())
                            .isEqualTo("the manifest has no sync \"contct\"; did you mean \"contact\"?");
                });
        assertThat(door.refuseStrays(List.of("contact", "account"))).isEmpty();
        assertThat(drain(door)).isEqualTo(1);
    }

    @Test
    void refusesAloneWhatTheLedgerCannotHold() {
        IntStream.range(0, 5)
                .forEach(key ->
                        application.commit(transaction -> Outbox.on(transaction).write(named(key, "name"))));
        var drained = door.drain(contact, changes -> {
            if (changes.stream().anyMatch(change -> change.key().equals("3"))) {
                throw new DataIntegrityViolationException("too long");
            }
            return taking().takeIn(changes);
        });
        assertThat(drained.takenIn()).isEqualTo(4);
        assertThat(application.rows()).singleElement().asString().startsWith("refused HK4135 {\"key\":\"3\"");
        assertThat(wishes()).hasSize(4);
    }

    @Test
    void seesWhetherThereIsAnOutbox() {
        assertThat(door.isThere()).isTrue();
        application.sql("DROP TABLE hk_outbox");
        assertThat(door.isThere()).isFalse();
        assertThatThrownBy(() -> door.drain(contact, taking())).hasMessageStartingWith("HK2107  outbox: ");
    }
}
