package dev.hikyaku.intake;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How the values of one column become text, and text becomes a value to search by. The same on every database, so that
/// a fingerprint depends on the row alone.
enum Cell {
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    /// A date and time of day somewhere; the sync's zone says where.
    LOCAL_TIME,
    /// A date-time that the driver gives in UTC.
    INSTANT,
    /// A date-time with an offset.
    OFFSET_TIME,
    BINARY,
    UUID_VALUE,
    TEXT;

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

    /// The kind of a column, from what the driver says of it.
    static Cell of(int type, String typeName) {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> INTEGER;
            case Types.DECIMAL, Types.NUMERIC, Types.DOUBLE, Types.FLOAT, Types.REAL -> DECIMAL;
            case Types.BIT, Types.BOOLEAN -> typeName.equalsIgnoreCase("BIT") ? TEXT : BOOLEAN;
            case Types.DATE -> DATE;
            case Types.TIMESTAMP -> timestamp(typeName);
            case Types.TIMESTAMP_WITH_TIMEZONE -> OFFSET_TIME;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BINARY;
            default -> typeName.equalsIgnoreCase("uuid") ? UUID_VALUE : TEXT;
        };
    }

    /// The kind of a column of a result.
    static Cell of(ResultSetMetaData meta, int column, String product) throws SQLException {
        var typeName = meta.getColumnTypeName(column);
        var isMariaTimestamp = typeName.equals("TIMESTAMP") && !product.equals("H2");
        return of(meta.getColumnType(column), isMariaTimestamp ? "TIMESTAMP(MariaDB)" : typeName);
    }

    /// MariaDB's TIMESTAMP is an instant, its DATETIME is not; PostgreSQL says `timestamptz` for an instant.
    private static Cell timestamp(String typeName) {
        return switch (typeName) {
            case "timestamptz" -> OFFSET_TIME;
            case "TIMESTAMP(MariaDB)" -> INSTANT;
            default -> LOCAL_TIME;
        };
    }

    boolean isTime() {
        return this == LOCAL_TIME || this == INSTANT || this == OFFSET_TIME;
    }

    /// The text of one value; null when the column is null.
    @Nullable
    String text(ResultSet row, int column) throws SQLException {
        return switch (this) {
            case INTEGER, TEXT -> row.getString(column);
            case DECIMAL -> plain(row.getBigDecimal(column));
            case BOOLEAN -> {
                var value = row.getBoolean(column);
                yield row.wasNull() ? null : String.valueOf(value);
            }
            case DATE, UUID_VALUE -> {
                var value = row.getObject(column);
                yield value == null ? null : value.toString();
            }
            case LOCAL_TIME -> local(row.getObject(column, LocalDateTime.class), "");
            case INSTANT -> local(row.getObject(column, LocalDateTime.class), "Z");
            case OFFSET_TIME -> {
                var value = row.getObject(column, OffsetDateTime.class);
                yield value == null
                        ? null
                        : local(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(), "Z");
            }
            case BINARY -> {
                var value = row.getBytes(column);
                yield value == null ? null : Base64.getEncoder().encodeToString(value);
            }
        };
    }

    /// The value whose text this is, as a parameter for the same column.
    Object value(String text) {
        return switch (this) {
            case INTEGER -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case UUID_VALUE -> UUID.fromString(text);
            default -> text;
        };
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private static @Nullable String local(@Nullable LocalDateTime value, String offset) {
        return value == null ? null : LOCAL.format(value) + offset;
    }
}
