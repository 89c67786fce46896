package dev.hikyaku.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Books.Balance;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Story.ChangeStory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is refused on this side is never sent, and what passes is taken by the org.
class ValuesTest extends ShopRun {
    private static final String THING = """
            version: 1
            sync: thing
            salesforce: { object: Thing__c, externalId: AppId__c }
            source: { table: things, key: id }
            fields:
              Name__c: name
              note__c: { from: note, tooLong: cut }
              Mail__c: mail
              Phone__c: phone
              Web__c: web
              Level__c: level
              Colors__c: colors
              Free__c: free
              Flag__c: flag
              Count__c: many
              Price__c: price
              Share__c: { from: share, invalid: clear }
              Day__c: birthday
              At__c: moment
              Company__c: company
            """;

    private record Bad(String id, String column, String value, String code, String reason) {}

    private static final List<Bad> BAD = List.of(
            new Bad("name", "name", "eleven char", "HK1421", "Name__c: 11 characters, at most 10 fit: \"eleven char\""),
            new Bad("mail", "mail", "nobody", "HK1426", "Mail__c: \"nobody\" is no e-mail address"),
            new Bad("phone", "phone", "0123456789012", "HK1421", "Phone__c: 13 characters, at most 12 fit"),
            new Bad("web", "web", "https://example.org/abc", "HK1421", "Web__c: 23 characters, at most 20 fit"),
            new Bad("level", "level", "Lite", "HK1407", "has no active value \"Lite\"; it has: Light, Standard"),
            new Bad(
                    "colors",
                    "colors",
                    "Red;Bleu",
                    "HK1407",
                    "no active value \"Bleu\"; it has: Red, Blue. Did you mean \"Blue\"?"),
            new Bad("flag", "flag", "maybe", "HK1423", "Flag__c: found \"maybe\", wanted true, false, t, f, 1 or 0"),
            new Bad("many", "many", "1.5", "HK1429", "Count__c: found \"1.5\", wanted a whole number"),
            new Bad("many2", "many", "12345678901", "HK1428", "wanted at most 9 digits before the decimal point"),
            new Bad("price", "price", "12345", "HK1428", "Price__c: found \"12345\", wanted at most 4 digits"),
            new Bad("price2", "price", "ten", "HK1422", "Price__c: found \"ten\", wanted a number"),
            new Bad("day", "birthday", "22/11/2026", "HK1424", "Day__c: found \"22/11/2026\", wanted a date such as"),
            new Bad("moment", "moment", "yesterday", "HK1425", "At__c: found \"yesterday\", wanted a date-time"),
            new Bad("company", "company", "Acme", "HK1430", "Company__c: found \"Acme\", wanted a Salesforce id"),
            new Bad("longer than 12", "note", "", "HK1432", "AppId__c: the key has 14 characters, at most 12 fit"));

    @Override
    protected String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    @BeforeEach
    void makeThings() {
        shop.write("syncs/thing.yaml", THING);
        shop.sql(
                "CREATE TABLE things (id VARCHAR(40) PRIMARY KEY, name VARCHAR(40), note VARCHAR(99), mail VARCHAR(40),"
                        + " phone VARCHAR(40), web VARCHAR(40), level VARCHAR(40), colors VARCHAR(40), free VARCHAR(40),"
                        + " flag VARCHAR(40), many VARCHAR(40), price VARCHAR(40), share VARCHAR(40), birthday VARCHAR(40),"
                        + " moment VARCHAR(40), company VARCHAR(40))");
    }

    @Test
    void sendsNothingOfWhatTheOrgWouldRefuse() {
        shop.sql("INSERT INTO things (id, name) VALUES ('good', 'a name')");
        BAD.forEach(this::insert);
        shop.sql("INSERT INTO things (id, name) VALUES ('empty', NULL)");
        var report = shop.run();
        assertThat(report.problems()).isEmpty();
        assertThat(books(report, "thing")).isEqualTo(new Balance("thing", 17, 1, 16, 0, 0, 0));
        assertThat(shop.field("Thing__c", "Name__c")).isEqualTo(Map.of("good", "a name"));
        for (var bad : BAD) {
            var change = change(bad.id());
            assertThat(change.code()).as(bad.id()).isEqualTo(bad.code());
            assertThat(change.reason()).as(bad.id()).contains(bad.reason());
            assertThat(change.bulkJob()).as(bad.id()).isNull();
        }
        assertThat(change("empty").code()).isEqualTo("HK1431");
        assertThat(change("empty").reason())
                .isEqualTo("Name__c: found nothing, but Salesforce wants a value (fill it in the application,"
                        + " or give it a value with \"map\" or coalesce(...); then resubmit)");
    }

    @Test
    void opensNoBulkJobForRowsThatAreAllRefused() throws IOException {
        BAD.forEach(this::insert);
        assertThat(shop.run().exitCode()).isEqualTo(Report.REJECTED);
        assertThat(Files.readString(folder.resolve("org/journal.jsonl"))).doesNotContain("\"job.");
    }

    @Test
    void tellsAllProblemsOfARowAtOnce() {
        shop.sql("INSERT INTO things (id, name, mail, many, level) VALUES ('1', NULL, 'x', '1.5', 'No')");
        shop.run();
        assertThat(change("1").reason())
                .contains("Name__c: found nothing")
                .contains("Mail__c: \"x\" is no e-mail address")
                .contains("Level__c: the picklist in Salesforce has no active value \"No\"")
                .contains("Count__c: found \"1.5\", wanted a whole number");
    }

    @Test
    void sendsWhatFitsAsTheOrgWantsIt() {
        shop.sql("INSERT INTO companies VALUES (1, 'one', NULL)");
        shop.run();
        var company = shop.field("Account", "Id").getOrDefault("1", "");
        shop.sql("INSERT INTO things VALUES ('1', '𠮷野家𠮷野家𠮷野家屋', '" + "n".repeat(40)
                + "', 'a@example.jp', '03-0000-0001', 'https://example.org', 'light', 'Blue;red', 'Unknown', 't',"
                + " '12.0', '1234.565', '99999', '2026-11-22 23:00:00', '2026-11-22 09:00:00', '"
                + company.substring(0, 15) + "')");
        var report = shop.run();
        assertThat(report.exitCode()).isZero();
        assertThat(shop.records("Thing__c").getFirst())
                .containsEntry("Name__c", "𠮷野家𠮷野家𠮷野家屋")
                .containsEntry("Note__c", "n".repeat(30))
                .containsEntry("Level__c", "Light")
                .containsEntry("Colors__c", "Blue;Red")
                .containsEntry("Free__c", "Unknown")
                .containsEntry("Flag__c", "true")
                .containsEntry("Count__c", "12")
                .containsEntry("Price__c", "1234.57")
                .doesNotContainKey("Share__c")
                .containsEntry("Day__c", "2026-11-22")
                .containsEntry("At__c", "2026-11-22T00:00:00.000Z")
                .containsEntry("Company__c", company);
    }

    @Test
    void booksWhatOnlySalesforceKnowsToRefuse() {
        shop.sql("INSERT INTO things (id, name, mail) VALUES ('1', 'a name', 'a,b@example.jp')");
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        assertThat(change("1").code()).isEqualTo("INVALID_EMAIL_ADDRESS");
        assertThat(change("1").reason()).isEqualTo("Mail__c: invalid email address: a,b@example.jp [Mail__c]");
        assertThat(change("1").bulkJob()).isNotNull();
    }

    @Test
    void carriesARefusedRowOnceItIsMended() {
        shop.sql("INSERT INTO things (id, name, many) VALUES ('1', 'a name', '1.5')");
        shop.run();
        shop.sql("UPDATE things SET many = '2'");
        assertThat(shop.run().exitCode()).isZero();
        assertThat(shop.field("Thing__c", "Count__c")).containsEntry("1", "2");
    }

    private void insert(Bad bad) {
        var name = bad.column().equals("name") ? "" : ", name";
        var value = bad.column().equals("name") ? "" : ", 'a name'";
        shop.sql("INSERT INTO things (id, " + bad.column() + name + ") VALUES ('" + bad.id() + "', '" + bad.value()
                + "'" + value + ")");
    }

    private ChangeStory change(String key) {
        try (var ledger = shop.ledger()) {
            return ledger.story().changes("thing", key).getFirst();
        }
    }

    private void declarePairs() {
        shop.write("syncs/pair.yaml", """
                version: 1
                sync: pair
                salesforce: { object: Thing__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields:
                  Name__c: { expr: "concat(first, ' ', last)" }
                  Note__c: note
                """);
    }

    @Test
    void refusesAFieldOfWhichAChangeHoldsAPartOnly() {
        declarePairs();
        handIn("1", "{\"id\":\"1\",\"first\":\"Ada\"}");
        var report = shop.run();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        try (var ledger = shop.ledger()) {
            var change = ledger.story().changes("pair", "1").getFirst();
            assertThat(change.code()).isEqualTo("HK3010");
            assertThat(change.reason()).isEqualTo("Name__c is made of first, last, but the change does not hold last");
        }
        handIn("1", "{\"id\":\"1\",\"last\":\"Lace\"}");
        assertThat(shop.run().exitCode())
                .as("the refused part belongs to the next")
                .isZero();
        assertThat(shop.field("Thing__c", "Name__c")).containsEntry("1", "Ada Lace");
    }

    @Test
    void leavesFieldsAloneOfWhichAChangeHoldsNothing() {
        declarePairs();
        handIn("1", "{\"id\":\"1\",\"first\":\"Ada\",\"last\":\"Lace\",\"note\":\"a\"}");
        shop.run();
        handIn("1", "{\"id\":\"1\",\"note\":\"b\"}");
        var report = shop.run();
        assertThat(books(report, "pair")).isEqualTo(new Balance("pair", 1, 1, 0, 0, 0, 0));
        assertThat(shop.field("Thing__c", "Name__c")).containsEntry("1", "Ada Lace");
        assertThat(shop.field("Thing__c", "Note__c")).containsEntry("1", "b");
    }

    private void handIn(String key, String payload) {
        try (var ledger = shop.ledger()) {
            ledger.changes().takeIn("pair", "http", List.of(new NewChange(key, payload, null)));
        }
    }
}
