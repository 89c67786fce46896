package dev.hikyaku.sync.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.manifest.Expression;
import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.ObjectDescription.PicklistValue;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A field as the org describes it and the manifest declares it, each test as it needs it.
abstract class DescribedField {
    static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    static final String ID15 = "001AA000003DHPo";

    String type = "string";
    int length;
    int precision;
    int scale;
    int digits;
    boolean nillable = true;
    boolean defaultedOnCreate;
    boolean createable = true;
    boolean updateable = true;
    boolean restricted = true;
    List<PicklistValue> picklist = List.of();
    Field.Type declared = Field.Type.AUTO;
    Field.TooLong tooLong = Field.TooLong.REJECT;
    Field.Invalid invalid = Field.Invalid.REJECT;
    boolean isNew = true;

    static FieldValue.Refused required() {
        return FieldValue.refused(ProblemCode.REQUIRED_IS_EMPTY, "Field__c", "");
    }

    void sends(String found, String sent) {
        assertThat(check(value(found))).isEqualTo(value(sent));
    }

    void refuses(String found, String code) {
        assertThat(((FieldValue.Refused) check(value(found))).code().code()).isEqualTo(code);
    }

    void refuses(String found, String code, String message) {
        refuses(found, code);
        assertThat(((FieldValue.Refused) check(value(found))).message(Locale.ENGLISH))
                .isEqualTo(message);
    }

    FieldValue check(FieldValue value) {
        return preflight("Field__c").check(field("Field__c"), value, isNew);
    }

    static FieldValue value(String text) {
        return new FieldValue.Value(text);
    }

    Field field(String target) {
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

    Preflight preflight(String name) {
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
                null,
                false,
                null);
        return new Preflight(new ObjectDescription("Thing__c", true, true, true, List.of(described), null), TOKYO);
    }
}
