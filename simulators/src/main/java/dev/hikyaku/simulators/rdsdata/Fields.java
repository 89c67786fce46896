package dev.hikyaku.simulators.rdsdata;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values on their way between the API's `Field` and JDBC.
final class Fields {
    private Fields() {}

    /// Binds one set of parameters.
    static void bind(PreparedStatement statement, List<String> names, JsonNode set) throws SQLException {
        var given = new HashMap<String, JsonNode>();
        for (var parameter : set) {
            given.put(parameter.path("name").asString(), parameter);
        }
        for (var at = 0; at < names.size(); at++) {
            var parameter = given.get(names.get(at));
            if (parameter == null) {
                throw ApiError.badRequest("Cannot find parameter: " + names.get(at));
            }
            bind(statement, at + 1, parameter);
        }
    }

    private static void bind(PreparedStatement statement, int at, JsonNode parameter) throws SQLException {
        var value = parameter.path("value");
        if (value.path("isNull").asBoolean(false)) {
            statement.setNull(at, Types.NULL);
        } else if (value.has("stringValue")) {
            text(
                    statement,
                    at,
                    value.path("stringValue").asString(),
                    parameter.path("typeHint").asString(""));
        } else if (value.has("longValue")) {
            statement.setLong(at, value.path("longValue").asLong());
        } else if (value.has("booleanValue")) {
            statement.setBoolean(at, value.path("booleanValue").asBoolean());
        } else if (value.has("doubleValue")) {
            statement.setDouble(at, value.path("doubleValue").asDouble());
        } else if (value.has("blobValue")) {
            statement.setBytes(
                    at, Base64.getDecoder().decode(value.path("blobValue").asString()));
        } else {
            throw ApiError.badRequest("Array parameters are not supported.");
        }
    }

    private static void text(PreparedStatement statement, int at, String text, String hint) throws SQLException {
        try {
            switch (hint) {
                case "" -> statement.setString(at, text);
                case "DATE" -> statement.setObject(at, LocalDate.parse(text));
                case "TIME" -> statement.setObject(at, LocalTime.parse(text));
                case "TIMESTAMP" -> statement.setObject(at, LocalDateTime.parse(text.replace(' ', 'T')));
                case "DECIMAL" -> statement.setBigDecimal(at, new BigDecimal(text));
                case "UUID" -> statement.setObject(at, UUID.fromString(text));
                case "JSON" -> statement.setObject(at, text, Types.OTHER);
                default -> throw ApiError.badRequest("Unknown type hint " + hint);
            }
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw ApiError.badRequest("Cannot convert " + text + " to " + hint);
        }
    }

    /// Reads all rows.
    static ArrayNode records(ResultSet rows) throws SQLException {
        var records = JsonNodeFactory.instance.arrayNode();
        while (rows.next()) {
            var record = records.addArray();
            for (var at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                record.add(field(rows, at));
            }
        }
        return records;
    }

    private static ObjectNode field(ResultSet rows, int at) throws SQLException {
        var field = JsonNodeFactory.instance.objectNode();
        switch (rows.getMetaData().getColumnType(at)) {
            case Types.BIT, Types.BOOLEAN -> field.put("booleanValue", rows.getBoolean(at));
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> field.put("longValue", rows.getLong(at));
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> field.put("doubleValue", rows.getDouble(at));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                field.put("blobValue", rows.getBytes(at));
            case Types.ARRAY ->
                throw new ApiError(
                        400, "UnsupportedResultException", "The result contains the unsupported data type ARRAY");
            default -> field.put("stringValue", rows.getString(at));
        }
        return rows.wasNull() ? JsonNodeFactory.instance.objectNode().put("isNull", true) : field;
    }

    /// Names and types of the columns.
    static ArrayNode columns(ResultSet rows) throws SQLException {
        var columns = JsonNodeFactory.instance.arrayNode();
        var meta = rows.getMetaData();
        for (var at = 1; at <= meta.getColumnCount(); at++) {
            columns.addObject()
                    .put("name", meta.getColumnName(at))
                    .put("label", meta.getColumnLabel(at))
                    .put("type", meta.getColumnType(at))
                    .put("typeName", meta.getColumnTypeName(at))
                    .put("tableName", meta.getTableName(at))
                    .put("nullable", meta.isNullable(at))
                    .put("precision", meta.getPrecision(at))
                    .put("scale", meta.getScale(at));
        }
        return columns;
    }
}
