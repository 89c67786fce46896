package dev.hikyaku.sync.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.FieldValue;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an org's description lets through: lengths, required fields, keys, and what the manifest does instead.
class PreflightTest extends DescribedField {
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
                .isEqualTo("Key__c: the key has 5 characters, at most 4 fit: \"12345\"");
    }
}
