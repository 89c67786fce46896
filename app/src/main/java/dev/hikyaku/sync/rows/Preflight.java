package dev.hikyaku.sync.rows;

import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.FieldValue;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.salesforce.ObjectDescription;
import dev.hikyaku.salesforce.ObjectDescription.FieldDescription;
import dev.hikyaku.salesforce.ObjectDescription.PicklistValue;
import dev.hikyaku.salesforce.Salesforce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds values against what the org says of their fields, so that what Salesforce would refuse costs no call.
///
/// Only what surely would be refused is: a field the description does not show, and types it has no rule for, pass.
/// Numbers with more decimals than the field are rounded half up, away from zero, as people count; ids become 18
/// characters; a value of a restricted picklist gets the picklist's capital letters.
///
/// Source: REST API, sObject Describe; SOAP API Developer Guide, Field Types.
public final class Preflight {
    private static final int MOST_SHOWN = 12;
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Map<String, FieldDescription> fields = new HashMap<>();
    private final Map<String, Set<String>> active = new HashMap<>();
    private final ZoneId zone;

    /// Checks values of this object.
    ///
    /// @param zone how date-times without an offset are to be understood
    public Preflight(ObjectDescription object, ZoneId zone) {
        for (var field : object.fields()) {
            fields.put(field.name(), field);
            fields.put(folded(field.name()), field);
        }
        this.zone = zone;
    }

    /// What is to be sent of a value.
    ///
    /// @param isNew whether the record has no remote id yet
    public FieldValue check(Field field, FieldValue value, boolean isNew) {
        var known = known(field.target());
        if (known == null || value instanceof FieldValue.Refused) {
            return value;
        }
        var fitting = then(value, text -> fitted(field, known, text));
        return isLacking(known, fitting, isNew)
                ? FieldValue.refused(ProblemCode.REQUIRED_IS_EMPTY, field.target(), "")
                : fitting;
    }

    /// Why a key does not fit into the external id field; null when it does. A key is never cut.
    public FieldValue.@Nullable Refused checkKey(String externalId, String key) {
        var known = known(externalId);
        var length = key.codePointCount(0, key.length());
        return known == null || known.length() == 0 || length <= known.length()
                ? null
                : FieldValue.refused(ProblemCode.KEY_TOO_LONG, externalId, key, known.length(), length);
    }

    /// A cleared field fails whenever it is required; one that is left as it is fails only on a new record. Booleans
    /// are never empty: Salesforce takes null for false.
    private static boolean isLacking(FieldDescription known, FieldValue value, boolean isNew) {
        if (known.nillable() || known.defaultedOnCreate() || known.type().equals("boolean")) {
            return false;
        }
        return switch (value) {
            case FieldValue.Clear _ -> isNew ? known.createable() : known.updateable();
            case FieldValue.Keep _ -> isNew && known.createable();
            case FieldValue.Value _, FieldValue.Refused _ -> false;
        };
    }

    private FieldValue fitted(Field field, FieldDescription known, String text) {
        return switch (known.type()) {
            case "string", "textarea", "url", "encryptedstring", "combobox" -> within(field, known, text);
            case "phone" -> then(typed(field, Field.Type.PHONE, text), right -> within(field, known, right));
            case "email" -> then(typed(field, Field.Type.EMAIL, text), right -> within(field, known, right));
            case "boolean" -> typed(field, Field.Type.BOOLEAN, text);
            case "date" -> date(field, text);
            case "datetime" -> typed(field, Field.Type.DATETIME, text);
            case "int", "long" -> then(typed(field, Field.Type.NUMBER, text), right -> whole(field, known, right));
            case "double", "currency", "percent" ->
                then(typed(field, Field.Type.NUMBER, text), right -> decimal(field, known, right));
            case "picklist" -> known.restrictedPicklist() ? picked(field, known, text) : within(field, known, text);
            case "multipicklist" ->
                known.restrictedPicklist() ? pickedAll(field, known, text) : within(field, known, text);
            case "reference", "id" -> id(field, text.strip());
            default -> new FieldValue.Value(text);
        };
    }

    private FieldValue typed(Field field, Field.Type type, String text) {
        return FieldValue.typed(field, type, text, zone);
    }

    private static FieldValue within(Field field, FieldDescription known, String text) {
        return known.length() == 0 ? new FieldValue.Value(text) : FieldValue.within(field, text, known.length());
    }

    /// A date-time was moved to UTC already, so its day may be another one than the application's.
    private FieldValue date(Field field, String text) {
        return field.type() == Field.Type.DATETIME
                ? FieldValue.unfit(field, ProblemCode.NOT_A_DATE, text)
                : typed(field, Field.Type.DATE, text);
    }

    private static FieldValue whole(Field field, FieldDescription known, String text) {
        var number = new BigDecimal(text);
        if (number.stripTrailingZeros().scale() > 0) {
            return FieldValue.unfit(field, ProblemCode.NOT_A_WHOLE_NUMBER, text);
        }
        return inRange(
                field,
                number.setScale(0, RoundingMode.UNNECESSARY),
                text,
                known.digits() == 0 ? UNLIMITED : known.digits());
    }

    private static FieldValue decimal(Field field, FieldDescription known, String text) {
        var number = new BigDecimal(text);
        var rounded = number.scale() <= known.scale() ? number : number.setScale(known.scale(), RoundingMode.HALF_UP);
        return inRange(field, rounded, text, known.precision() == 0 ? UNLIMITED : known.precision() - known.scale());
    }

    private static FieldValue inRange(Field field, BigDecimal number, String text, int digits) {
        var found = number.signum() == 0 ? 0 : number.precision() - number.scale();
        return found > digits
                ? FieldValue.unfit(field, ProblemCode.NUMBER_TOO_LARGE, text, digits)
                : new FieldValue.Value(number.toPlainString());
    }

    private FieldValue picked(Field field, FieldDescription known, String text) {
        var active = active(known);
        var match = match(active, text);
        return match == null ? notIn(field, active, text) : new FieldValue.Value(match);
    }

    private FieldValue pickedAll(Field field, FieldDescription known, String text) {
        var active = active(known);
        var matches = new ArrayList<String>();
        for (var part : text.split(";", -1)) {
            var match = match(active, part);
            if (match == null && !part.isEmpty()) {
                return notIn(field, active, part);
            }
            if (match != null) {
                matches.add(match);
            }
        }
        return matches.isEmpty() ? notIn(field, active, text) : new FieldValue.Value(String.join(";", matches));
    }

    private Set<String> active(FieldDescription known) {
        return active.computeIfAbsent(
                known.name(),
                _ -> known.picklist().stream()
                        .filter(PicklistValue::active)
                        .map(PicklistValue::value)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static @Nullable String match(Set<String> active, String text) {
        return active.contains(text)
                ? text
                : active.stream().filter(text::equalsIgnoreCase).findFirst().orElse(null);
    }

    private static FieldValue notIn(Field field, Set<String> active, String text) {
        var shown = active.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        var near = Suggestions.near(text, active);
        return FieldValue.unfit(
                field,
                ProblemCode.NOT_IN_PICKLIST,
                text,
                active.size() > MOST_SHOWN ? shown + ", …" : shown,
                near == null ? 0 : 1,
                near == null ? "" : near);
    }

    private static FieldValue id(Field field, String text) {
        try {
            return new FieldValue.Value(Salesforce.id18(text));
        } catch (IllegalArgumentException notOne) {
            return FieldValue.unfit(field, ProblemCode.NOT_AN_ID, text);
        }
    }

    private static FieldValue then(FieldValue value, Function<String, FieldValue> next) {
        return value instanceof FieldValue.Value(var text) ? next.apply(text) : value;
    }

    private @Nullable FieldDescription known(String target) {
        var exact = fields.get(target);
        return exact == null ? fields.get(folded(target)) : exact;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
