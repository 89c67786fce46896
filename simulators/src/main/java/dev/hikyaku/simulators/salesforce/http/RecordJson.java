package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.org.Columns;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.org.Row;
import dev.hikyaku.simulators.salesforce.org.RowOutcome;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.schema.Field;
import dev.hikyaku.simulators.salesforce.value.RowFailure;
import dev.hikyaku.simulators.salesforce.value.RowRefused;
import dev.hikyaku.simulators.salesforce.value.Values;
import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Records between JSON and the org.
final class RecordJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private RecordJson() {}

    /// Rows of one object, with the columns any of them has.
    record Rows(Columns columns, List<String[]> cells) {}

    static Rows rows(Org org, Table table, List<JsonNode> records) {
        var flat = records.stream().map(record -> flat(org, table, record)).toList();
        var names = new LinkedHashMap<String, Integer>();
        flat.forEach(record -> record.keySet().forEach(name -> names.putIfAbsent(name, names.size())));
        var cells = new ArrayList<String[]>();
        for (var record : flat) {
            var row = new String[names.size()];
            Arrays.fill(row, "");
            record.forEach((name, value) -> row[names.getOrDefault(name, 0)] = value);
            cells.add(row);
        }
        try {
            return new Rows(org.columns(table, List.copyOf(names.keySet())), cells);
        } catch (Columns.UnknownColumn unknown) {
            throw new ApiError(
                    400,
                    "INVALID_FIELD",
                    "No such column '" + unknown.column() + "' on sobject of type "
                            + table.schema().name());
        }
    }

    private static Map<String, String> flat(Org org, Table table, JsonNode record) {
        var flat = new LinkedHashMap<String, String>();
        for (var member : record.properties()) {
            var value = member.getValue();
            if (member.getKey().equals("attributes")) {
                continue;
            }
            if (value.isObject()) {
                var prefix = prefix(table, member.getKey(), value);
                for (var inner : value.properties()) {
                    if (!inner.getKey().equals("attributes")) {
                        parents(org, table, member.getKey())
                                .forEach(parent -> checkReadable(parent, inner.getKey(), inner.getValue()));
                        flat.put(prefix + "." + inner.getKey(), cell(inner.getValue()));
                    }
                }
            } else {
                checkReadable(table, member.getKey(), value);
                flat.put(member.getKey(), cell(value));
            }
        }
        return flat;
    }

    private static List<Table> parents(Org org, Table table, String relationship) {
        var position = table.schema().relationship(relationship);
        var reference = position.isEmpty()
                ? null
                : table.schema().fields().get(position.getAsInt()).reference();
        return reference == null
                ? List.of()
                : reference.to().stream()
                        .flatMap(name -> org.table(name).stream())
                        .toList();
    }

    /// A text that its field can't be read from is no matter of its row: the parser of the request refuses everything.
    ///
    /// Source: mautic issue 3048 ("Cannot deserialize instance of double from VALUE_STRING value ..."), restforce
    /// issue 897.
    private static void checkReadable(Table table, String name, JsonNode value) {
        var position = table.schema().position(name);
        if (position.isEmpty() || !value.isString() || value.asString().isEmpty()) {
            return;
        }
        var field = table.schema().fields().get(position.getAsInt());
        try {
            switch (field.type()) {
                case INT, DOUBLE, CURRENCY, PERCENT, BOOLEAN, DATE, DATETIME -> Values.checked(field, value.asString());
                case TEXT, TEXTAREA, EMAIL, PHONE, URL, PICKLIST, MULTIPICKLIST, REFERENCE -> {}
            }
        } catch (RowRefused refused) {
            if (refused.failure().code().equals("INVALID_TYPE_ON_FIELD_IN_RECORD")) {
                throw new ApiError(
                        400,
                        "JSON_PARSER_ERROR",
                        "Cannot deserialize instance of " + field.type().describeName()
                                + " from VALUE_STRING value " + value.asString()
                                + " or request may be missing a required field");
            }
        }
    }

    /// A polymorphic reference says in its attributes which object it means; in CSV the column's name does.
    private static String prefix(Table table, String relationship, JsonNode value) {
        var type = value.path("attributes").path("type").asString("");
        var position = table.schema().relationship(relationship);
        var reference = position.isEmpty()
                ? null
                : table.schema().fields().get(position.getAsInt()).reference();
        return reference != null && reference.isPolymorphic() && !type.isEmpty()
                ? type + ":" + relationship
                : relationship;
    }

    private static String cell(JsonNode value) {
        if (value.isContainer()) {
            throw new ApiError(400, "JSON_PARSER_ERROR", "Cannot deserialize a value from " + value);
        }
        var text = value.isNull() ? "" : value.asString();
        return text.isEmpty() ? Values.NULL : text;
    }

    static ObjectNode attributes(Table table, Row row, String version) {
        var name = table.schema().name();
        var json = MAPPER.createObjectNode();
        json.putObject("attributes")
                .put("type", name)
                .put("url", "/services/data/v" + version + "/sobjects/" + name + "/" + table.id(row));
        return json;
    }

    static ObjectNode whole(Table table, Row row, String version) {
        var json = attributes(table, row, version);
        json.put("Id", table.id(row)).put("IsDeleted", row.isDeleted());
        for (var field : table.schema().fields()) {
            put(json, table, row, field.name());
        }
        put(json, table, row, "CreatedDate");
        put(json, table, row, "LastModifiedDate");
        put(json, table, row, "SystemModstamp");
        return json;
    }

    /// Puts the field's value into the JSON.
    ///
    /// @return false when the object has no such field
    static boolean put(ObjectNode json, Table table, Row row, String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "id" -> json.put("Id", table.id(row));
            case "isdeleted" -> json.put("IsDeleted", row.isDeleted());
            case "masterrecordid" -> json.put("MasterRecordId", row.masterId());
            case "createddate" -> json.put("CreatedDate", jsonTime(Values.dateTime(row.createdAt())));
            case "lastmodifieddate" -> json.put("LastModifiedDate", jsonTime(Values.dateTime(row.modifiedAt())));
            case "systemmodstamp" -> json.put("SystemModstamp", jsonTime(Values.dateTime(row.modifiedAt())));
            default -> {
                var position = table.schema().position(name);
                if (position.isEmpty()) {
                    return false;
                }
                var field = table.schema().fields().get(position.getAsInt());
                putValue(json, field, row.value(position.getAsInt()));
            }
        }
        return true;
    }

    private static void putValue(ObjectNode json, Field field, @Nullable String value) {
        if (value == null) {
            json.putNull(field.name());
            return;
        }
        switch (field.type()) {
            case BOOLEAN -> json.put(field.name(), Boolean.parseBoolean(value));
            case INT -> json.put(field.name(), Long.parseLong(value));
            case DOUBLE, CURRENCY, PERCENT -> json.put(field.name(), Double.parseDouble(value));
            case DATETIME -> json.put(field.name(), jsonTime(value));
            case TEXT, TEXTAREA, EMAIL, PHONE, URL, PICKLIST, MULTIPICKLIST, DATE, REFERENCE ->
                json.put(field.name(), value);
        }
    }

    private static String jsonTime(String csvTime) {
        return csvTime.substring(0, csvTime.length() - 1) + "+0000";
    }

    static ObjectNode outcome(RowOutcome outcome) {
        var json = MAPPER.createObjectNode();
        switch (outcome) {
            case RowOutcome.Saved saved -> {
                json.put("id", saved.id()).put("success", true);
                json.putArray("errors");
                json.put("created", saved.created());
            }
            case RowOutcome.Refused refused -> {
                json.put("success", false);
                var failure = refused.failure();
                var error = json.putArray("errors").addObject();
                error.put("statusCode", failure.code()).put("message", failure.message());
                failure.fields().forEach(error.putArray("fields")::add);
            }
        }
        return json;
    }

    static Answer refused(RowFailure failure) {
        var entry = MAPPER.createObjectNode().put("message", failure.message()).put("errorCode", failure.code());
        failure.fields().forEach(entry.putArray("fields")::add);
        return new Answer.Json(400, MAPPER.createArrayNode().add(entry));
    }
}
