package dev.hikyaku.sync.rows;

import dev.hikyaku.manifest.Field;
import dev.hikyaku.salesforce.ObjectDescription.PicklistValue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What fields of each type take, and in which form it is sent.
class PreflightTypesTest extends DescribedField {
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
                "Field__c: the picklist in Salesforce has no active value \"Ligth\"; it has: Light, Standard."
                        + " Did you mean \"Light\"?");
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
                "Field__c: the picklist in Salesforce has no active value \"Blau\"; it has: Red, Blue."
                        + " Did you mean \"Blue\"?");
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
}
