package dev.hikyaku.sync.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.Expression;
import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.ObjectDescription.PicklistValue;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an org's description lets through, and in which form.
class PreflightTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String ID15 = "001AA000003DHPo";

    private String type = "string";
    private int length;
    private int precision;
    private int scale;
    private int digits;
    private boolean nillable = true;
    private boolean defaultedOnCreate;
    private boolean createable = true;
    private boolean updateable = true;
    private boolean restricted = true;
    private List<PicklistValue> picklist = List.of();
    private Field.Type declared = Field.Type.AUTO;
    private Field.TooLong tooLong = Field.TooLong.REJECT;
    private Field.Invalid invalid = Field.Invalid.REJECT;
    private boolean isNew = true;

    @Test
    void knowsFieldsWhateverTheirCapitalLetters() {
        length = 2;
        assertThat(preflight("FIELD__C").check(field("field__c"), value("abc"), true))
                .isInstanceOf(FieldValue.Refused.class);
    }

    @Test
    void letsPassWhatItKnowsNothingOf() {
        assertThat(preflight("Field__c").check(field("Other__c"), value("x".repeat(999)), true))
                .isEqualTo(value("x".repeat(999)));
        type = "anyType";
        sends("whatever", "whatever");
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "textarea", "url", "encryptedstring", "combobox", "phone"})
    void countsCharactersAsPeopleDo(String kind) {
        type = kind;
        length = 3;
        sends("𠮷野家", "𠮷野家");
        refuses("𠮷野家屋", "HK1421", "Field__c: 4 characters, at most 3 fit: \"𠮷野家屋\"");
        tooLong = Field.TooLong.CUT;
        sends("𠮷野家屋", "𠮷野家");
    }

    @Test
    void hasNoLimitWhereTheOrgNamesNone() {
        sends("x".repeat(5_000), "x".repeat(5_000));
    }

    @Test
    void takesAddressesOnly() {
        type = "email";
        length = 20;
        sends(" a@example.jp ", "a@example.jp");
        refuses("a(at)example.jp", "HK1426", "Field__c: \"a(at)example.jp\" is no e-mail address");
        refuses("somebody-or-other@example.jp", "HK1421");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "T,true", "false,false", "0,false"})
    void writesBooleansOut(String found, String sent) {
        type = "boolean";
        sends(found, sent);
    }

    @Test
    void refusesWhatIsNoBoolean() {
        type = "boolean";
        refuses("yes", "HK1423", "Field__c: found \"yes\", wanted true, false, t, f, 1 or 0");
    }

    @Test
    void keepsTheDayOfADate() {
        type = "date";
        sends("2026-11-22 23:59:59", "2026-11-22");
        refuses("2026-11-31", "HK1424", "Field__c: found \"2026-11-31\", wanted a date such as 2026-11-22");
        declared = Field.Type.DATETIME;
        refuses("2026-11-21T15:00:00.000Z", "HK1424");
    }

    @Test
    void understandsDateTimesInTheDeclaredZone() {
        type = "datetime";
        sends("2026-11-22 09:00:00", "2026-11-22T00:00:00.000Z");
        sends("2026-11-22", "2026-11-21T15:00:00.000Z");
        sends("2026-11-22T00:00:00.000Z", "2026-11-22T00:00:00.000Z");
        refuses("noon", "HK1425", "Field__c: found \"noon\", wanted a date-time such as 2026-11-22 09:00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"double", "currency", "percent"})
    void writesNumbersPlainAndRoundsThemToTheScale(String kind) {
        type = kind;
        precision = 5;
        scale = 2;
        sends("1e2", "100");
        sends("0.10", "0.10");
        sends("1.005", "1.01");
        sends("-1.005", "-1.01");
        sends("0.0000001", "0.00");
        sends("999.994", "999.99");
        refuses("999.995", "HK1428", "Field__c: found \"999.995\", wanted at most 3 digits before the decimal point");
        refuses("1000", "HK1428");
        refuses("1,000", "HK1422", "Field__c: found \"1,000\", wanted a number");
    }

    @Test
    void knowsNumbersBelowOne() {
        type = "percent";
        precision = 2;
        scale = 2;
        sends("0.25", "0.25");
        sends("0", "0");
        refuses("1", "HK1428", "Field__c: found \"1\", wanted at most 0 digits before the decimal point");
    }

    @Test
    void takesWholeNumbersWithoutAFraction() {
        type = "int";
        digits = 3;
        sends("12.0", "12");
        sends("-999", "-999");
        refuses("12.5", "HK1429", "Field__c: found \"12.5\", wanted a whole number");
        refuses("1000", "HK1428", "Field__c: found \"1000\", wanted at most 3 digits before the decimal point");
        digits = 0;
        sends("123456789012", "123456789012");
    }

    @Test
    void takesActiveValuesOfARestrictedPicklist() {
        type = "picklist";
        picklist = List.of(
                new PicklistValue("Light", true), new PicklistValue("Standard", true), new PicklistValue("Old", false));
        sends("Light", "Light");
        sends("light", "Light");
        refuses(
                "Ligth",
                "HK1407",
                "Field__c: the picklist in Salesforce has no active value \"Ligth\"; did you mean \"Light\"?;"
                        + " it has: Light, Standard");
        refuses(
                "Old",
                "HK1407",
                "Field__c: the picklist in Salesforce has no active value \"Old\"; it has: Light, Standard");
        restricted = false;
        sends("Old", "Old");
        sends("anything", "anything");
    }

    @Test
    void showsOnlySomeOfManyValues() {
        type = "picklist";
        picklist = IntStream.rangeClosed(1, 40)
                .mapToObj(number -> new PicklistValue("v" + number, true))
                .toList();
        refuses(
                "something",
                "HK1407",
                "Field__c: the picklist in Salesforce has no active value \"something\";"
                        + " it has: v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, …");
    }

    @Test
    void looksAtEachOfSeveralValues() {
        type = "multipicklist";
        picklist = List.of(new PicklistValue("Red", true), new PicklistValue("Blue", true));
        sends("Red;blue", "Red;Blue");
        sends("Red;", "Red");
        refuses(
                "Red;Blau",
                "HK1407",
                "Field__c: the picklist in Salesforce has no active value \"Blau\"; did you mean \"Blue\"?;"
                        + " it has: Red, Blue");
        refuses(";", "HK1407");
        restricted = false;
        sends("Red;Blau", "Red;Blau");
    }

    @Test
    void writesIdsWithEighteenCharacters() {
        type = "reference";
        sends(ID15, "001AA000003DHPoYAO");
        sends("001AA000003DHPoYAO", "001AA000003DHPoYAO");
        refuses("4711", "HK1430", "Field__c: found \"4711\", wanted a Salesforce id of 15 or 18 letters and digits");
    }

    @Test
    void wantsAValueForARequiredFieldOfANewRecord() {
        nillable = false;
        assertThat(check(new FieldValue.Clear())).isEqualTo(required());
        assertThat(check(new FieldValue.Keep())).isEqualTo(required());
        assertThat(required().message(Locale.ENGLISH))
                .isEqualTo("Field__c: found nothing, but Salesforce wants a value");
        sends("a", "a");
        isNew = false;
        assertThat(check(new FieldValue.Keep())).isEqualTo(new FieldValue.Keep());
        assertThat(check(new FieldValue.Clear())).isEqualTo(required());
    }

    @Test
    void leavesRequiredFieldsToTheOrgThatFillsThem() {
        nillable = false;
        defaultedOnCreate = true;
        assertThat(check(new FieldValue.Keep())).isEqualTo(new FieldValue.Keep());
        defaultedOnCreate = false;
        createable = false;
        assertThat(check(new FieldValue.Keep())).isEqualTo(new FieldValue.Keep());
        isNew = false;
        updateable = false;
        assertThat(check(new FieldValue.Clear())).isEqualTo(new FieldValue.Clear());
        type = "boolean";
        updateable = true;
        assertThat(check(new FieldValue.Clear())).isEqualTo(new FieldValue.Clear());
    }

    @Test
    void clearsOrKeepsWhatDoesNotFitWhereTheManifestSaysSo() {
        type = "double";
        precision = 3;
        invalid = Field.Invalid.CLEAR;
        assertThat(check(value("1000"))).isEqualTo(new FieldValue.Clear());
        invalid = Field.Invalid.KEEP;
        assertThat(check(value("1000"))).isEqualTo(new FieldValue.Keep());
        nillable = false;
        assertThat(check(value("1000"))).isEqualTo(required());
        isNew = false;
        assertThat(check(value("1000"))).isEqualTo(new FieldValue.Keep());
    }

    @Test
    void leavesARefusalOfTheManifestAsItIs() {
        var refused = FieldValue.refused(required().code(), "x", "y");
        assertThat(check(refused)).isSameAs(refused);
    }

    @Test
    void neverCutsAKey() {
        length = 4;
        tooLong = Field.TooLong.CUT;
        invalid = Field.Invalid.CLEAR;
        assertThat(preflight("Key__c").checkKey("key__C", "1234")).isNull();
        assertThat(Objects.requireNonNull(preflight("Key__c").checkKey("Key__c", "12345"))
                        .message(Locale.ENGLISH))
                .isEqualTo("Key__c: 5 characters, at most 4 fit: \"12345\"");
    }

    private static FieldValue.Refused required() {
        return FieldValue.refused(dev.hikyaku.manifest.ProblemCode.REQUIRED_IS_EMPTY, "Field__c", "");
    }

    private void sends(String found, String sent) {
        assertThat(check(value(found))).isEqualTo(value(sent));
    }

    private void refuses(String found, String code) {
        assertThat(((FieldValue.Refused) check(value(found))).code().code()).isEqualTo(code);
    }

    private void refuses(String found, String code, String message) {
        refuses(found, code);
        assertThat(((FieldValue.Refused) check(value(found))).message(Locale.ENGLISH))
                .isEqualTo(message);
    }

    private FieldValue check(FieldValue value) {
        return preflight("Field__c").check(field("Field__c"), value, isNew);
    }

    private static FieldValue value(String text) {
        return new FieldValue.Value(text);
    }

    private Field field(String target) {
        return new Field(
                target,
                new Expression.Column("f"),
                Map.of(),
                Field.Otherwise.REJECT,
                declared,
                null,
                tooLong,
                Field.Empty.CLEAR,
                invalid);
    }

    private Preflight preflight(String name) {
        var described = new FieldDescription(
                name,
                type,
                length,
                precision,
                digits,
                scale,
                createable,
                updateable,
                nillable,
                defaultedOnCreate,
                false,
                false,
                false,
                false,
                picklist,
                restricted,
                List.of(),
                null);
        return new Preflight(new ObjectDescription("Thing__c", true, true, true, List.of(described)), TOKYO);
    }
}
