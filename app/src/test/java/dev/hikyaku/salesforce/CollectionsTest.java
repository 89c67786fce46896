package dev.hikyaku.salesforce;

import static dev.hikyaku.salesforce.ScriptedOrg.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hikyaku.salesforce.CollectionRow.Value;
import dev.hikyaku.salesforce.Collections.Options;
import dev.hikyaku.salesforce.ScriptedServer.Told;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionsTest {

    private static final Options OPTIONS = Options.within(Duration.ofSeconds(3));
    private static final String PATH = ROOT + "/composite/sobjects/Contact/AppUserId__c";
    private static final String ANN = "{\"id\":\"0035e00000AbCdE\",\"success\":true,\"errors\":[],\"created\":true}";

    @Test
    void sendsEachKindOfValueInItsOwnJson() {
        var values = new LinkedHashMap<String, Value>();
        values.put("AppUserId__c", new Value.Text("ü-7"));
        values.put("LastName", new Value.Text("#N/A"));
        values.put("Email", new Value.Empty());
        values.put("Score__c", new Value.Decimal(new BigDecimal("1.50")));
        values.put("Member__c", new Value.Truth(false));
        values.put("Account", new Value.Reference("CompanyId__c", "c'1"));
        try (var org = new ScriptedOrg(_ -> Told.json("[" + ANN + "]"));
                var salesforce = org.connect()) {
            var answers = salesforce
                    .collections()
                    .upsert("Contact", "AppUserId__c", List.of(new CollectionRow(values)), OPTIONS);
            assertThat(answers).containsExactly(new RowAnswer.Saved("0035e00000AbCdEAAV", true));
            var asked = org.server.asked("PATCH", ROOT).getFirst();
            assertThat(asked.path()).isEqualTo(PATH);
            assertThat(asked.body())
                    .isEqualTo("{\"allOrNone\":false,\"records\":[{\"attributes\":{\"type\":\"Contact\"},"
                            + "\"AppUserId__c\":\"ü-7\",\"LastName\":\"#N/A\",\"Email\":null,\"Score__c\":1.50,"
                            + "\"Member__c\":false,\"Account\":{\"CompanyId__c\":\"c'1\"}}]}");
            assertThat(asked.header("Content-Type")).isEqualTo("application/json");
            assertThat(asked.header("Sforce-Duplicate-Rule-Header")).isEmpty();
        }
    }

    @Test
    void answersRowByRowInTheOrderOfTheRows() {
        var failed = "{\"success\":false,\"errors\":[{\"statusCode\":\"REQUIRED_FIELD_MISSING\",\"message\":\"Required"
                + " fields are missing: [LastName]\",\"fields\":[\"LastName\"]},{\"statusCode\":\"INVALID_EMAIL_ADDRESS\","
                + "\"message\":\"no e-mail\",\"fields\":[\"Email\"]}]}";
        try (var org = new ScriptedOrg(
                        _ -> Told.json("[" + failed + "," + ANN.replace("d\":true", "d\":false") + "]"));
                var salesforce = org.connect()) {
            assertThat(salesforce.collections().upsert("Contact", "AppUserId__c", rows(2), OPTIONS))
                    .containsExactly(
                            new RowAnswer.Failed(
                                    "REQUIRED_FIELD_MISSING",
                                    "Required fields are missing: [LastName]; no e-mail",
                                    List.of("LastName", "Email")),
                            new RowAnswer.Saved("0035e00000AbCdEAAV", false));
        }
    }

    @Test
    void deletesByIdInOneCall() {
        var gone = "{\"id\":\"0035e00000AbCdE\",\"success\":true,\"errors\":[]}";
        try (var org = new ScriptedOrg(_ -> Told.json("[" + gone + "," + gone + "]"));
                var salesforce = org.connect()) {
            var answers = salesforce.collections().delete(List.of("0035e00000AbCdE", "0035e00000AbCdEAAV"), OPTIONS);
            assertThat(answers).containsOnly(new RowAnswer.Saved("0035e00000AbCdEAAV", false));
            assertThat(org.server.asked("DELETE", ROOT).getFirst().path())
                    .isEqualTo(ROOT + "/composite/sobjects?ids=0035e00000AbCdE,0035e00000AbCdEAAV&allOrNone=false");
        }
    }

    @Test
    void letsDuplicateRulesWarnOnlyWhenAsked() {
        try (var org = new ScriptedOrg(_ -> Told.json("[" + ANN + "]"));
                var salesforce = org.connect()) {
            var options = new Options(true, Duration.ofSeconds(3));
            salesforce.collections().upsert("Contact", "AppUserId__c", rows(1), options);
            assertThat(org.server.asked("PATCH", ROOT).getFirst().header("Sforce-Duplicate-Rule-Header"))
                    .isEqualTo("allowSave=true");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"success\":true},{\"success\":true}]",
                "[{\"success\":false,\"errors\":[]},{}]",
                "[{\"id\":\"0035e00000AbCdE\",\"success\":true}]",
                "[{\"id\":\"odd\",\"success\":true},{\"id\":\"0035e00000AbCdE\",\"success\":true}]"
            })
    void doubtsTheEffectWhenNotEveryRowIsAnswered(String json) {
        try (var org = new ScriptedOrg(_ -> Told.json(json));
                var salesforce = org.connect()) {
            var failed = catchThrowableOfType(
                    SalesforceException.NoAnswer.class,
                    () -> salesforce.collections().upsert("Contact", "AppUserId__c", rows(2), OPTIONS));
            assertThat(failed.mayHaveActed()).isTrue();
            assertThat(org.server.asked("PATCH", ROOT)).hasSize(1);
        }
    }

    @Test
    void saysHowManyAnswersWereMissing() {
        try (var org = new ScriptedOrg(_ -> Told.json("[" + ANN + "]"));
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.collections().upsert("Contact", "AppUserId__c", rows(2), OPTIONS))
                    .hasMessage("PATCH /services/data/v66.0/composite/sobjects/Contact/AppUserId__c: found 1 answers to"
                            + " 2 rows, wanted a whole answer. It may have taken effect: look before asking again.");
        }
    }

    @Test
    void neverRepeatsACallWhoseAnswerIsLost() {
        for (var told : List.of(new Told.Dropped(), new Told.Silent(true), Told.html(502))) {
            try (var org = new ScriptedOrg(_ -> told);
                    var salesforce = org.connect()) {
                var failed = catchThrowableOfType(
                        SalesforceException.class,
                        () -> salesforce.collections().upsert("Contact", "AppUserId__c", rows(1), OPTIONS));
                assertThat(failed.mayHaveActed()).isTrue();
                assertThat(org.server.asked("PATCH", ROOT)).hasSize(1);
            }
        }
    }

    @Test
    void hasATimeOutOfItsOwn() {
        try (var org = new ScriptedOrg(_ -> new Told.Silent(false));
                var salesforce = org.connect()) {
            var options = Options.within(Duration.ofMillis(60));
            var before = System.nanoTime();
            assertThatThrownBy(() -> salesforce.collections().upsert("Contact", "AppUserId__c", rows(1), options))
                    .isInstanceOf(SalesforceException.NoAnswer.class)
                    .hasMessageContaining("found silence until the time was over");
            // The settings' time-out is 800 ms.
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(700));
        }
    }

    @Test
    void sendsTheSameRowsWithANewTokenWhenTheOldOneIsRefused() {
        try (var org = new ScriptedOrg(asked -> asked.header("Authorization").equals(ScriptedOrg.bearer(2))
                        ? Told.json("[" + ANN + "]")
                        : Told.error(401, "INVALID_SESSION_ID", "Session expired"));
                var salesforce = org.connect()) {
            assertThat(salesforce.collections().upsert("Contact", "AppUserId__c", rows(1), OPTIONS))
                    .hasSize(1);
            var asked = org.server.asked("PATCH", ROOT);
            assertThat(asked).hasSize(2);
            assertThat(asked.getLast().body()).isEqualTo(asked.getFirst().body());
        }
    }

    @Test
    void refusesTooManyRowsOrNoneBeforeAnythingIsSent() {
        try (var org = new ScriptedOrg(_ -> Told.json("[]"));
                var salesforce = org.connect()) {
            var collections = salesforce.collections();
            assertThatThrownBy(() -> collections.upsert("Contact", "AppUserId__c", rows(201), OPTIONS))
                    .hasMessage("rows: found 201, wanted 1 to 200");
            assertThatThrownBy(() -> collections.delete(List.of(), OPTIONS))
                    .hasMessage("ids: found 0, wanted 1 to 200");
            assertThatThrownBy(() -> collections.delete(List.of("1&x=2"), OPTIONS))
                    .hasMessage("id: found 1&x=2, wanted a Salesforce id of 15 or 18 characters");
            assertThat(org.server.asked("", ROOT)).isEmpty();
        }
    }

    private static List<CollectionRow> rows(int count) {
        return java.util.Collections.nCopies(count, new CollectionRow(Map.of("AppUserId__c", new Value.Text("u-1"))));
    }
}
