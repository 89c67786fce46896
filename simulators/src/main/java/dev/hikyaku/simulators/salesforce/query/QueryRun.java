package dev.hikyaku.simulators.salesforce.query;

import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.org.Row;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.schema.Field;
import dev.hikyaku.simulators.salesforce.schema.FieldType;
import dev.hikyaku.simulators.salesforce.value.Values;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the records a query asks for; through an index where it can.
///
/// @param withDeleted whether the recycle bin is searched too, as `queryAll` does
public record QueryRun(Org org, Soql query, boolean withDeleted) {

    /// The object the query is about.
    ///
    /// @throws ApiError 400 `INVALID_TYPE`
    public Table table() {
        return org.table(query.object())
                .orElseThrow(() ->
                        new ApiError(400, "INVALID_TYPE", "sObject type '" + query.object() + "' is not supported."));
    }

    /// The records, in the query's order; to be called under the org's lock.
    public List<Row> rows() {
        var table = table();
        var found = candidates(table).filter(row -> withDeleted ? !org.isGone(row) : !row.isDeleted());
        for (var condition : query.conditions()) {
            var reader = reader(table, condition.field());
            found = found.filter(row -> holds(condition, reader, row));
        }
        if (!query.order().field().isEmpty()) {
            found = found.sorted(comparator(table));
        }
        return found.limit(query.limit()).toList();
    }

    private Comparator<Row> comparator(Table table) {
        var reader = reader(table, query.order().field());
        Comparator<Row> rising = (one, other) -> {
            var left = reader.value(one);
            var right = reader.value(other);
            if (left == null || right == null) {
                return Boolean.compare(left != null, right != null);
            }
            return compare(reader.type(), left, right);
        };
        return query.order().descending() ? rising.reversed() : rising;
    }

    private Stream<Row> candidates(Table table) {
        for (var condition : query.conditions()) {
            var texts = texts(condition);
            if (texts.isEmpty() || withDeleted) {
                continue;
            }
            if (condition.field().equalsIgnoreCase("Id")) {
                return texts.get().stream().distinct().flatMap(id -> table.byId(id).stream());
            }
            var position = table.schema().position(condition.field());
            if (position.isPresent() && table.isIndexed(position.getAsInt())) {
                return texts.get().stream()
                        .flatMap(text -> table.byValue(position.getAsInt(), text).stream())
                        .distinct();
            }
        }
        return table.rows().stream();
    }

    private static Optional<List<String>> texts(Soql.Condition condition) {
        var picks = condition.operator().equals("=") || condition.operator().equals("IN");
        if (!picks || !condition.values().stream().allMatch(Soql.Literal.Text.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(condition.values().stream()
                .map(Soql.Literal.Text.class::cast)
                .map(Soql.Literal.Text::value)
                .toList());
    }

    /// How one field of a record is read.
    private record Reader(FieldType type, Getter getter, boolean caseSensitive) {
        @Nullable
        String value(Row row) {
            return getter.value(row);
        }
    }

    private interface Getter {
        @Nullable
        String value(Row row);
    }

    private static Reader reader(Table table, String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "id" -> new Reader(FieldType.REFERENCE, table::id, true);
            case "isdeleted" -> new Reader(FieldType.BOOLEAN, row -> Boolean.toString(row.isDeleted()), true);
            case "masterrecordid" -> new Reader(FieldType.REFERENCE, Row::masterId, true);
            case "createddate" -> new Reader(FieldType.DATETIME, row -> Values.dateTime(row.createdAt()), true);
            case "lastmodifieddate", "systemmodstamp" ->
                new Reader(FieldType.DATETIME, row -> Values.dateTime(row.modifiedAt()), true);
            default -> {
                var position = table.schema().position(name).orElseThrow(() -> noSuchColumn(table, name));
                Field field = table.schema().fields().get(position);
                yield new Reader(
                        field.type(), row -> row.value(position), field.traits().caseSensitive());
            }
        };
    }

    /// The refusal of a field the object does not have.
    public static ApiError noSuchColumn(Table table, String name) {
        return new ApiError(
                400,
                "INVALID_FIELD",
                "No such column '" + name + "' on entity '" + table.schema().name() + "'.");
    }

    private static boolean holds(Soql.Condition condition, Reader reader, Row row) {
        var value = reader.value(row);
        return switch (condition.operator()) {
            case "IN" -> condition.values().stream().anyMatch(literal -> equal(reader, value, literal));
            case "NOT IN" -> condition.values().stream().noneMatch(literal -> equal(reader, value, literal));
            case "=" -> equal(reader, value, condition.values().getFirst());
            case "!=" -> !equal(reader, value, condition.values().getFirst());
            default -> ordered(condition, reader, value);
        };
    }

    private static boolean ordered(Soql.Condition condition, Reader reader, @Nullable String value) {
        if (value == null) {
            return false;
        }
        var sign = compare(reader.type(), value, text(condition.values().getFirst()));
        return switch (condition.operator()) {
            case "<" -> sign < 0;
            case "<=" -> sign <= 0;
            case ">" -> sign > 0;
            default -> sign >= 0;
        };
    }

    private static boolean equal(Reader reader, @Nullable String value, Soql.Literal literal) {
        var wanted = text(literal);
        if (value == null || literal instanceof Soql.Literal.Null || wanted.isEmpty()) {
            return value == null && (literal instanceof Soql.Literal.Null || wanted.isEmpty());
        }
        if (reader.type() == FieldType.REFERENCE && wanted.length() == 15) {
            return value.startsWith(wanted);
        }
        if (reader.caseSensitive()) {
            return compare(reader.type(), value, wanted) == 0;
        }
        return compare(reader.type(), value.toLowerCase(Locale.ROOT), wanted.toLowerCase(Locale.ROOT)) == 0;
    }

    private static String text(Soql.Literal literal) {
        return switch (literal) {
            case Soql.Literal.Text text -> text.value();
            case Soql.Literal.Bare bare -> bare.value();
            case Soql.Literal.Null _ -> "";
        };
    }

    private static int compare(FieldType type, String left, String right) {
        try {
            return switch (type) {
                case INT, DOUBLE, CURRENCY, PERCENT -> new BigDecimal(left).compareTo(new BigDecimal(right));
                case DATETIME -> instant(left).compareTo(instant(right));
                case TEXT, TEXTAREA, EMAIL, PHONE, URL, PICKLIST, MULTIPICKLIST, BOOLEAN, DATE, REFERENCE ->
                    left.compareTo(right);
            };
        } catch (NumberFormatException | DateTimeException wrong) {
            throw new ApiError(400, "INVALID_FIELD", "value of filter criterion is not of type " + type.describeName());
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT).replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2"))
                .toInstant();
    }
}
