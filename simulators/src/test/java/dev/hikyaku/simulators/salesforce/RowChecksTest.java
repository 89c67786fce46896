package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RowChecksTest extends SimulatorTest {

    private String error(String columns, String cells) {
        var job = client.upsert(
                "Contact", "AppUserId__c", "AppUserId__c,LastName," + columns + "\nu1,Sato," + cells + "\n");
        assertThat(job.path("state").asString()).isEqualTo("JobComplete");
        assertThat(job.path("numberRecordsFailed").asInt()).isEqualTo(1);
        return client.errors(job, "AppUserId__c").get("u1");
    }

    @Test
    void asksForRequiredFields() {
        var job = client.upsert("Contact", "AppUserId__c", "AppUserId__c,Email\nu1,a@example.com\n");

        assertThat(client.rows(job, "failedResults"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("sf__Id", "")
                        .containsEntry(
                                "sf__Error",
                                "REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --"));
    }

    @Test
    void measuresTexts() {
        assertThat(error("Badge__c", "12345678901"))
                .isEqualTo("STRING_TOO_LONG:Badge__c: data value too large: 12345678901 (max length=10):Badge__c --");
    }

    @Test
    void looksAtMailAddresses() {
        assertThat(error("Email", "sato@"))
                .isEqualTo("INVALID_EMAIL_ADDRESS:Email: invalid email address: sato@:Email --");
    }

    @Test
    void knowsThePicklist() {
        assertThat(error("Plan__c", "Heavy"))
                .isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Plan__c: bad value for restricted picklist field:"
                        + " Heavy:Plan__c --");
    }

    @Test
    void readsNumbersBooleansAndDates() {
        var code = "INVALID_TYPE_ON_FIELD_IN_RECORD:";
        assertThat(error("Score__c", "many"))
                .isEqualTo(code + "Score__c: value not of required type: many:Score__c --");
        assertThat(error("Visits__c", "1.5")).startsWith(code);
        assertThat(error("Member__c", "yes")).startsWith(code);
        assertThat(error("Birthdate", "1940-06-07Z")).startsWith(code);
        assertThat(error("SeenAt__c", "2026-11-22T14:00:00")).startsWith(code);
        assertThat(error("Score__c", "1e300")).startsWith("NUMBER_OUTSIDE_VALID_RANGE:");
        assertThat(error("Score__c", "123456789.5")).startsWith("NUMBER_OUTSIDE_VALID_RANGE:");
    }

    @Test
    void checksReferences() {
        client.upsert("Account", "CompanyId__c", "CompanyId__c,Name\nc1,Courier\n");
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nboss,Abe\n");
        var account = simulator.records("Account").getFirst().get("Id");
        var contact = simulator.records("Contact").getFirst().get("Id");

        assertThat(error("AccountId", "c1"))
                .isEqualTo("MALFORMED_ID:AccountId: id value of incorrect type: c1:AccountId --");
        assertThat(error("AccountId", contact)).startsWith("MALFORMED_ID:");
        assertThat(error("AccountId", "0015g0000000099AAA"))
                .isEqualTo("INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:AccountId --");
        var job = client.upsert(
                "Contact",
                "AppUserId__c",
                "AppUserId__c,LastName,AccountId\nu1,Sato," + account.substring(0, 15) + "\n");
        assertThat(job.path("numberRecordsFailed").asInt()).isZero();
        assertThat(simulator.records("Contact").getLast()).containsEntry("AccountId", account);
    }

    @Test
    void keepsUniqueFieldsUnique() {
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName,Badge__c\nu0,Abe,b1\n");
        var holder = simulator.records("Contact").getFirst().get("Id");

        assertThat(error("Badge__c", "b1"))
                .isEqualTo("DUPLICATE_VALUE:duplicate value found: Badge__c duplicates value on record with id: "
                        + holder + ":--");
        var other = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName,Badge__c\nu1,Sato,B1\n");
        assertThat(other.path("numberRecordsFailed").asInt()).isZero();
    }

    @Test
    void refusesOneKeyTwiceInAChunkWhateverItsCase() {
        var job = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\na1,Sato\nA1,Suzuki\nb2,Kato\n");

        assertThat(client.errors(job, "AppUserId__c"))
                .containsOnly(
                        Map.entry("a1", "DUPLICATE_VALUE:Duplicate external id specified: a1:AppUserId__c --"),
                        Map.entry("A1", "DUPLICATE_VALUE:Duplicate external id specified: A1:AppUserId__c --"));
        assertThat(simulator.records("Contact")).hasSize(1);
    }

    @Test
    void refusesAKeyThatSeveralRecordsHave() {
        var insert = client.create("{\"object\":\"Invoice__c\",\"operation\":\"insert\"}");
        client.run(insert, "Number__c,Line__c\nn1,same\nn2,same\n");

        var job = client.upsert("Invoice__c", "Line__c", "Line__c\nsame\n");

        assertThat(client.errors(job, "Line__c").get("same"))
                .startsWith("DUPLICATE_EXTERNAL_ID:Line__c: more than one record found for external id field: [a01");
    }

    @Test
    void asksForTheKeyOfAnUpsert() {
        var job = client.upsert("Contact", "AppUserId__c", "LastName\nSato\n");

        assertThat(client.errors(job, "LastName"))
                .containsOnly(Map.entry("Sato", "MISSING_ARGUMENT:AppUserId__c not specified:--"));
    }

    @Test
    void updatesByIdOnly() {
        client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu1,Sato\n");
        var id = simulator.records("Contact").getFirst().get("Id");
        var update = client.create("{\"object\":\"Contact\",\"operation\":\"update\"}");

        var job = client.run(update, "Id,LastName\n" + id + ",Kato\n,Ito\n0035g0000000099AAA,Abe\nx,Doi\n");

        assertThat(simulator.records("Contact").getFirst()).containsEntry("LastName", "Kato");
        assertThat(client.errors(job, "LastName"))
                .containsOnly(
                        Map.entry("Ito", "MISSING_ARGUMENT:Id not specified in an update call:--"),
                        Map.entry("Abe", "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--"),
                        Map.entry("Doi", "MALFORMED_ID:bad id x:Id --"));
    }
}
