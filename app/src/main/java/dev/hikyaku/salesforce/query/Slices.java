package dev.hikyaku.salesforce.query;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A search for many values of one field, as few questions as fit into addresses. Salesforce refuses an
/// address above 16,384 bytes with 414. Source: REST API Developer Guide, Status Codes and Error Responses.
///
/// @param object API name
/// @param field API name of the field that is searched
/// @param columns API names that are wanted, such as `Email` or `Account.Name`; the field comes first anyhow
/// @param literals the values as SOQL writes them
public record Slices(String object, String field, List<String> columns, List<String> literals) {

    // Of 16,384; the rest is for the host and the path before the question.
    private static final int LONGEST = 15_800;

    private static final Pattern API_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.]*");

    public Slices {
        named(object);
        named(field);
        columns.forEach(Slices::named);
        columns = List.copyOf(columns);
        literals = List.copyOf(literals);
    }

    /// A search of a text or id field.
    public static Slices ofTexts(String object, String field, Collection<String> values, List<String> columns) {
        var literals = new LinkedHashSet<>(values).stream().map(Slices::quoted);
        return new Slices(object, field, columns, literals.toList());
    }

    /// A search of a number field. A value that is no number is left out: no record can have it.
    public static Slices ofNumbers(String object, String field, Collection<String> values, List<String> columns) {
        var literals = new LinkedHashSet<String>();
        for (var value : values) {
            var number = number(value);
            if (number != null) {
                literals.add(number);
            }
        }
        return new Slices(object, field, columns, List.copyOf(literals));
    }

    /// The questions, none when there is no value.
    public List<String> soql() {
        var selected = new ArrayList<String>();
        selected.add(field);
        columns.stream().filter(column -> !column.equalsIgnoreCase(field)).forEach(selected::add);
        var head = "SELECT " + String.join(", ", selected) + " FROM " + object + " WHERE " + field + " IN (";
        var questions = new ArrayList<String>();
        var list = new StringBuilder();
        int length = encoded(head + ")");
        int room = LONGEST - length;
        int used = 0;
        for (var literal : literals) {
            int size = encoded(literal + ",");
            if (used > 0 && used + size > room) {
                questions.add(head + list + ")");
                list.setLength(0);
                used = 0;
            }
            list.append(list.isEmpty() ? "" : ",").append(literal);
            used += size;
        }
        if (!list.isEmpty()) {
            questions.add(head + list + ")");
        }
        return List.copyOf(questions);
    }

    private static int encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).length();
    }

    private static String quoted(String value) {
        var escaped = value.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return "'" + escaped + "'";
    }

    private static @Nullable String number(String value) {
        try {
            var number = new BigDecimal(value.strip());
            // A field has at most 18 digits; more would only make an endless text of zeros.
            return Math.abs((long) number.scale()) > 40 ? null : number.toPlainString();
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static void named(String name) {
        if (!API_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "query: found " + name + ", wanted an API name such as Contact or Account.Name");
        }
    }
}
