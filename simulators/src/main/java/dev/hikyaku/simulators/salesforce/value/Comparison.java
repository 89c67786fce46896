package dev.hikyaku.simulators.salesforce.value;

import dev.hikyaku.simulators.salesforce.schema.FieldType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Compares a value with one from a validation rule.
public final class Comparison {
    private Comparison() {}

    /// Whether the comparison holds; an empty field is only equal to an empty text, and never less or more.
    public static boolean holds(FieldType type, @Nullable String value, String operator, String wanted) {
        if (value == null || wanted.isEmpty()) {
            var same = value == null == wanted.isEmpty();
            return switch (operator) {
                case "=" -> same;
                case "!=" -> !same;
                default -> false;
            };
        }
        var sign = compared(type, value, wanted);
        return switch (operator) {
            case "=" -> sign == 0;
            case "!=" -> sign != 0;
            case "<" -> sign < 0;
            case "<=" -> sign <= 0;
            case ">" -> sign > 0;
            default -> sign >= 0;
        };
    }

    private static int compared(FieldType type, String value, String wanted) {
        if (type == FieldType.INT || type.isDecimal()) {
            try {
                return new BigDecimal(value).compareTo(new BigDecimal(wanted));
            } catch (NumberFormatException _) {
                return value.compareTo(wanted);
            }
        }
        return value.compareTo(wanted);
    }
}
