package dev.hikyaku.sync.rows;

import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.sync.Work;
import java.math.BigDecimal;
import java.util.Set;

/// Keys in external ids that are number fields, which Salesforce rewrites: 912260031 comes back as 9.12260031E8.
public final class NumericKeys {
    private static final Set<String> NUMBERS = Set.of("double", "int", "currency", "percent");

    private NumericKeys() {}

    /// Whether the external id of the sync is a number field of this object.
    public static boolean isNumber(Work work, String object) {
        return isNumber(work.descriptions().apply(object), work.sync().externalId());
    }

    static boolean isNumber(ObjectDescription object, String externalId) {
        return object.field(externalId)
                .map(field -> NUMBERS.contains(field.type()))
                .orElse(false);
    }

    /// The one way to write a number that survives the journey; other text stays as it is.
    public static String plain(String number) {
        try {
            return new BigDecimal(number).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException text) {
            return number;
        }
    }
}
