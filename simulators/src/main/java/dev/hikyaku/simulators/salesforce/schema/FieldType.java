package dev.hikyaku.simulators.salesforce.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A field's type: its name in the schema file and its name in Salesforce's describe.
public enum FieldType {
    /// A short text; describe says `string`.
    TEXT("string", 255),
    /// A long text.
    TEXTAREA("textarea", 32_768),
    /// An e-mail address.
    EMAIL("email", 80),
    /// A telephone number, kept as written.
    PHONE("phone", 40),
    /// A web address.
    URL("url", 255),
    /// One of a list of values.
    PICKLIST("picklist", 255),
    /// Several of a list of values, separated by semicolons.
    MULTIPICKLIST("multipicklist", 4099),
    /// True or false.
    BOOLEAN("boolean", 0),
    /// A whole number.
    INT("int", 0),
    /// A number.
    DOUBLE("double", 0),
    /// An amount of money.
    CURRENCY("currency", 0),
    /// A share of a hundred.
    PERCENT("percent", 0),
    /// A day without a time zone.
    DATE("date", 0),
    /// A point in time, kept to the millisecond.
    DATETIME("datetime", 0),
    /// The id of a record of another object.
    REFERENCE("reference", 18);

    /// How the schema file spells a reference to a parent that owns the record.
    static final String MASTER_DETAIL = "masterDetail";

    private final String describeName;
    private final int defaultLength;

    FieldType(String describeName, int defaultLength) {
        this.describeName = describeName;
        this.defaultLength = defaultLength;
    }

    /// The type as the schema file spells it, for example `text`.
    public String schemaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The type as describe spells it, for example `string`.
    public String describeName() {
        return describeName;
    }

    int defaultLength() {
        return defaultLength;
    }

    /// Whether values are written again as a Java double, as Salesforce does.
    public boolean isDecimal() {
        return this == DOUBLE || this == CURRENCY || this == PERCENT;
    }

    static Optional<FieldType> of(String schemaName) {
        if (schemaName.equals(MASTER_DETAIL)) {
            return Optional.of(REFERENCE);
        }
        return Arrays.stream(values())
                .filter(type -> type.schemaName().equals(schemaName))
                .findFirst();
    }

    static List<String> names() {
        return Stream.concat(Arrays.stream(values()).map(FieldType::schemaName), Stream.of(MASTER_DETAIL))
                .toList();
    }
}
