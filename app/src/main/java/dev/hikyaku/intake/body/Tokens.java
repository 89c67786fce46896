package dev.hikyaku.intake.body;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Single values of a body.
final class Tokens {
    /// More digits than any number of Salesforce holds (18); a bound, for `1e999999999` would fill the memory.
    private static final int MOST_DIGITS = 60;

    private Tokens() {}

    /// What a message calls the kind of a token.
    static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "object";
            case START_ARRAY, END_ARRAY -> "array";
            case VALUE_STRING -> "string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_TRUE, VALUE_FALSE -> "boolean";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
        };
    }

    /// The text that a scan would have made of the same value; null for null.
    static @Nullable String text(JsonParser parser, Draft draft, String pointer) {
        var token = parser.currentToken();
        return switch (token) {
            case VALUE_STRING -> carried(parser.getString(), draft, pointer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, draft, pointer);
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> null;
            case START_OBJECT,
                    END_OBJECT,
                    PROPERTY_NAME,
                    START_ARRAY,
                    END_ARRAY,
                    NOT_AVAILABLE,
                    VALUE_EMBEDDED_OBJECT -> {
                draft.wrong(BodyCode.WRONG_KIND, pointer, kind(token), "cell");
                parser.skipChildren();
                yield null;
            }
        };
    }

    /// A text, or null with a problem.
    static @Nullable String string(JsonParser parser, Draft draft, String pointer) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return carried(parser.getString(), draft, pointer);
        }
        draft.wrong(BodyCode.WRONG_KIND, pointer, kind(token), "string");
        parser.skipChildren();
        return null;
    }

    private static @Nullable String number(JsonParser parser, Draft draft, String pointer) {
        var written = parser.getString();
        var number = decimal(written);
        if (number == null || number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            draft.wrong(BodyCode.NOT_ALLOWED, pointer, written, "number");
            return null;
        }
        return number.toPlainString();
    }

    /// Null for an exponent that does not fit into 32 bits, such as that of `1e9999999999`: JSON has no bound.
    private static @Nullable BigDecimal decimal(String written) {
        try {
            return new BigDecimal(written);
        } catch (NumberFormatException beyond) {
            return null;
        }
    }

    /// Half a surrogate pair is no character: no database and no CSV takes it.
    private static String carried(String text, Draft draft, String pointer) {
        for (int i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (!Character.isSurrogate(unit)) {
                continue;
            }
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                draft.wrong(BodyCode.NOT_CARRIED, pointer, "U+%04X".formatted((int) unit), "character");
                return text;
            }
        }
        return text;
    }
}
