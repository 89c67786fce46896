package dev.hikyaku.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.crucible.world.Child;
import dev.hikyaku.crucible.world.Database;
import dev.hikyaku.crucible.world.Place;
import dev.hikyaku.crucible.world.Shop.Company;
import dev.hikyaku.crucible.world.Shop.Person;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people get wrong, and what their data looks like: a clear word with the place and the remedy, nothing lost.
class BadInputTest {
    private static final int MANIFEST = 3;
    private static final int UNREACHABLE = 4;
    private static final int REJECTED = 10;

    @TempDir
    Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = new Place(folder, Database.H2);
        place.shop().fill(4, 12);
    }

    @AfterEach
    void close() {
        place.close();
    }

    private void assertFails(int code, String... words) {
        var ended = place.run();
        assertThat(ended.code()).as(ended.told()).isEqualTo(code);
        assertThat(ended.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(place.org().journal().effects()).isEmpty();
    }

    /// What was wrong is mended; everything must travel now.
    private void assertHeals() {
        var ended = place.run();
        assertThat(ended.code()).as(ended.told()).isZero();
        place.judge();
    }

    @Test
    void namesTheLineOfYamlThatCannotBeRead() {
        place.write("syncs/company.yaml", "version: 1\nsync: company\nsource: { table: companies, key: id\n");
        assertFails(MANIFEST, "syncs/company.yaml:", "HK1005", "correct the file here or just above");
    }

    @Test
    void namesAnUnknownKeyAndWhatWasMeant() {
        place.write("syncs/company.yaml", """
                version: 1
                sync: company
                salesforce: { object: Account, externalID: AppId__c }
                source: { table: companies, key: id }
                fields: { Name: name }
                """);
        assertFails(MANIFEST, "syncs/company.yaml:3:32", "externalID", "did you mean", "externalId");
    }

    @Test
    void namesAnUnknownFieldOfTheOrgAndSendsNothing() {
        place.write("syncs/company.yaml", """
                version: 1
                sync: company
                salesforce: { object: Account, externalId: AppId__c }
                source: { table: companies, key: id }
                fields: { Name: name, Phome: phone, Counter__c: counter }
                """);
        assertFails(MANIFEST, "syncs/company.yaml", "Phome", "did you mean \"Phone\"", "fix:");
    }

    @Test
    void namesAMissingTable() {
        place.write("syncs/company.yaml", """
                version: 1
                sync: company
                salesforce: { object: Account, externalId: AppId__c }
                source: { table: firms, key: id }
                fields: { Name: name, Phone: phone, Counter__c: counter }
                """);
        assertFails(MANIFEST, "syncs/company.yaml", "FIRMS", "fix:");
    }

    @Test
    void saysThatSalesforceIsAwayAndGoesOnWhenItIsBack() {
        place.org().kill();
        assertFails(UNREACHABLE, "HK2402", "Salesforce can't be reached", "HIKYAKU_SALESFORCE_LOGIN");
        place.org().startAgain();
        assertHeals();
    }

    @Test
    void saysThatSalesforceRefusesTheCredentials() {
        place.tell("HIKYAKU_SALESFORCE_CLIENT_SECRET", "wrong-secret");
        assertFails(UNREACHABLE, "HK2403", "HIKYAKU_SALESFORCE_CLIENT_ID");
        assertThat(place.start().await().told()).doesNotContain("wrong-secret");
        place.tell("HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator");
        assertHeals();
    }

    @Test
    void saysThatTheDatabaseRefusesThePassword() {
        place.tell("HIKYAKU_APPLICATION_PASSWORD", "wrong-one");
        assertFails(UNREACHABLE, "HK2101", "HIKYAKU_APPLICATION_PASSWORD");
        assertThat(place.start().await().told()).doesNotContain("wrong-one");
        place.tell("HIKYAKU_APPLICATION_PASSWORD", "");
        assertHeals();
    }

    @Test
    void rejectsBadRowsAloneAndSaysWhy() {
        place.shop().save(new Company(50, "", "1"), new Company(51, "x".repeat(300), "2"));
        place.shop().save(new Person(60, "child of a rejected company", 51, 0));
        var ended = place.run();
        assertThat(ended.code()).as(ended.told()).isEqualTo(REJECTED);
        place.judge();
        var rejected = place.ask("records", "company", "--outcome", "rejected").path("records");
        assertThat(rejected.valueStream().map(line -> line.path("code").asString("")))
                .containsExactlyInAnyOrder("HK1431", "HK1421");
        var waiting = place.ask("records", "person", "--outcome", "waiting").path("records");
        assertThat(waiting.valueStream().map(line -> line.path("reason").asString("")))
                .containsExactly("AccountId waits for company 51, which was rejected (HK1421)");
        place.shop().save(new Company(50, "now with a name", "1"), new Company(51, "shorter", "2"));
        assertHeals();
    }

    @Test
    void carriesNothingWhenThereIsNothing() {
        place.shop().sql("DELETE FROM people");
        place.shop().sql("DELETE FROM companies");
        var ended = place.run();
        assertThat(ended.code()).as(ended.told()).isZero();
        assertThat(place.org().journal().effects()).isEmpty();
        assertThat(place.org().journal().jobs()).isEmpty();
    }

    @Test
    void carriesEveryCharacterAsItIs() {
        place.shop()
                .save(
                        new Company(70, "comma, \"quotes\", 'single', back\\slash; tab\tend", "1"),
                        new Company(71, "first line\nsecond line\r\nthird line", "2"),
                        new Company(72, "emoji 🚚💨 and 👨‍👩‍👧‍👦, combining é, 𠮷野家, עברית, \u200Bzero width", "3"),
                        new Company(73, "=SUM(A1:A2)", "+81"),
                        new Company(74, "NULL", "null"),
                        new Company(75, "\"", "\"\""),
                        new Company(76, "#N/A is only a part of it", "1"));
        assertHeals();
    }

    @Test
    void carriesTheOneTextThatACsvCanNotHold() {
        place.shop().save(new Company(77, "#N/A", "1"), new Company(78, "beside it", "1"));
        assertHeals();
        assertThat(place.org().journal().records("Account")).containsKeys("77", "78");
    }

    @Test
    void repeatsNothingWhenNothingChanged() {
        assertHeals();
        var before = place.org().status();
        Child.Ended again = place.run();
        assertThat(again.code()).as(again.told()).isZero();
        assertThat(place.org().status()).isEqualTo(before);
    }
}
