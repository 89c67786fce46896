package dev.hikyaku.salesforce;

import static dev.hikyaku.salesforce.ScriptedOrg.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.salesforce.CollectionRow.Value;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.ScriptedServer.Asked;
import dev.hikyaku.salesforce.ScriptedServer.Told;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeTest {

    private static final String LINE = """
            {"name":"Line__c","fields":[
             {"name":"Invoice__c","type":"reference","referenceTo":["Invoice__c"],"relationshipName":"Invoice__r",
              "nillable":false,"updateable":false,"createable":true,"cascadeDelete":true,"relationshipOrder":0},
             {"name":"Track__c","type":"reference","referenceTo":["Track__c"],"relationshipName":"Track__r",
              "nillable":true,"updateable":true,"createable":true,"cascadeDelete":true,"relationshipOrder":null},
             {"name":"Old__c","type":"reference","referenceTo":["Old__c"],"relationshipName":"Old__r",
              "nillable":false,"cascadeDelete":true},
             {"name":"Price__c","type":"currency"},{"name":"Paid__c","type":"boolean"},
             {"name":"Day__c","type":"date"}]}""";

    private static final String CHANGED = "Sun, 22 Nov 2026 05:50:28 GMT";

    @Test
    void tellsAMasterFromAParent() {
        var line = described();
        assertThat(line.field("Invoice__c")).hasValueSatisfying(field -> {
            assertThat(field.cascadeDelete()).isTrue();
            assertThat(field.relationshipOrder()).isZero();
            assertThat(field.masterDetail()).isTrue();
        });
        assertThat(line.field("Track__c")).hasValueSatisfying(field -> {
            assertThat(field.cascadeDelete()).isTrue();
            assertThat(field.relationshipOrder()).isNull();
            assertThat(field.masterDetail()).isFalse();
        });
        assertThat(line.field("Old__c").map(FieldDescription::masterDetail)).contains(true);
        assertThat(line.field("Price__c").map(FieldDescription::masterDetail)).contains(false);
    }

    @ParameterizedTest
    @CsvSource({"Last-Modified, Date, 'Sun, 22 Nov 2026 05:50:28 GMT'", "X-Odd, Date, 'Mon, 30 Nov 2026 23:59:07 GMT'"})
    void asksOnlyForWhatChangedSince(String lastModified, String date, String since) {
        var headers = Map.of(lastModified, CHANGED, date, "Tue, 01 Dec 2026 00:00:07 GMT");
        try (var org = new ScriptedOrg(
                        asked -> asked.header("If-Modified-Since").isEmpty()
                                ? new Told.Whole(200, headers, LINE.getBytes(StandardCharsets.UTF_8))
                                : new Told.Whole(304, Map.of("Content-Encoding", "gzip"), new byte[0]));
                var salesforce = org.connect()) {
            var line = salesforce.describe("Line__c");
            assertThat(line.asOf()).isEqualTo(since);
            assertThat(salesforce.describeIfChanged("Line__c", line)).isEmpty();
            assertThat(org.server.asked("GET", ROOT))
                    .extracting(asked -> asked.header("If-Modified-Since"))
                    .containsExactly("", since);
        }
    }

    @Test
    void readsWhatChanged() {
        try (var org = new ScriptedOrg(_ -> changed(LINE));
                var salesforce = org.connect()) {
            var line = salesforce.describe("Line__c");
            assertThat(salesforce.describeIfChanged("Line__c", line)).contains(line);
        }
    }

    @Test
    void asksForAllWhenTheOrgTellsNoTime() {
        try (var org = new ScriptedOrg(_ -> Told.json(LINE));
                var salesforce = org.connect()) {
            var line = salesforce.describe("Line__c");
            assertThat(line.asOf()).isNull();
            assertThat(salesforce.describeIfChanged("Line__c", line)).contains(line);
            assertThat(org.server.asked("GET", ROOT))
                    .extracting(asked -> asked.header("If-Modified-Since"))
                    .containsOnly("");
        }
    }

    @Test
    void doesNotTakeNotModifiedForAnAnswerToAnotherQuestion() {
        try (var org = new ScriptedOrg(DescribeTest::notModified);
                var salesforce = org.connect()) {
            assertThatThrownBy(salesforce::limits).isInstanceOf(SalesforceException.Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Paid__c, true, true",
        "Paid__c, ' YES ', true",
        "Paid__c, 0, false",
        "Paid__c, perhaps, perhaps",
        "Price__c, 1.50, 1.50",
        "Price__c, ' -7 ', -7",
        "Price__c, free, free",
        "Day__c, 2026-11-22, 2026-11-22",
        "Day__c, '', ",
        "Paid__c, , "
    })
    void givesEachFieldItsType(String name, @Nullable String text, @Nullable String expected) {
        var line = described();
        var value = Value.of(line.field(name).orElseThrow(), text);
        var shown = new LinkedHashMap<String, @Nullable Object>();
        switch (value) {
            case Value.Text(var found) -> shown.put("text", found);
            case Value.Decimal(var number) -> shown.put("number", number);
            case Value.Truth(var yes) -> shown.put("truth", yes);
            case Value.Empty() -> shown.put("empty", null);
            case Value.Reference reference -> shown.put("reference", reference);
        }
        assertThat(shown).hasSize(1);
        assertThat(String.valueOf(shown.values().iterator().next())).isEqualTo(String.valueOf(expected));
        if (value instanceof Value.Text) {
            assertThat(shown.get("text")).isEqualTo(text);
        }
    }

    @Test
    void keepsTheDigitsOfANumber() {
        assertThat(Value.of(described().field("Price__c").orElseThrow(), "12345678901234567.89"))
                .isEqualTo(new Value.Decimal(new BigDecimal("12345678901234567.89")));
    }

    private static Told notModified(Asked asked) {
        return new Told.Whole(304, Map.of(), new byte[0]);
    }

    private static ObjectDescription described() {
        try (var org = new ScriptedOrg(_ -> Told.json(LINE));
                var salesforce = org.connect()) {
            return salesforce.describe("Line__c");
        }
    }

    private static Told changed(String json) {
        return new Told.Whole(200, Map.of("Last-Modified", CHANGED), json.getBytes(StandardCharsets.UTF_8));
    }
}
