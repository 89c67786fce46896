package dev.hikyaku.salesforce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a new bulk job is to do. Source: Bulk API 2.0 Developer Guide, Create a Job.
///
/// @param object API name of the Salesforce object
/// @param operation what each row does
/// @param externalIdField field the rows are matched by; for `UPSERT` only
/// @param delimiter what separates columns
/// @param lineEnding what ends a row, whatever the operating system
/// @param assignmentRuleId rule for Case and Lead, or null
public record BulkJobSpec(
        String object,
        Operation operation,
        @Nullable String externalIdField,
        Delimiter delimiter,
        LineEnding lineEnding,
        @Nullable String assignmentRuleId) {

    private static final Pattern API_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    public BulkJobSpec {
        apiName("object", object);
        if (externalIdField != null) {
            apiName("externalIdField", externalIdField);
        }
        if ((operation == Operation.UPSERT) != (externalIdField != null)) {
            throw new IllegalArgumentException("externalIdField: found " + externalIdField + " with " + operation.wire()
                    + ", wanted a field with upsert and none with other operations");
        }
    }

    /// An upsert with the defaults: commas, LF.
    public static BulkJobSpec upsert(String object, String externalIdField) {
        return new BulkJobSpec(object, Operation.UPSERT, externalIdField, Delimiter.COMMA, LineEnding.LF, null);
    }

    /// Any other operation with the defaults: commas, LF.
    public static BulkJobSpec of(String object, Operation operation) {
        return new BulkJobSpec(object, operation, null, Delimiter.COMMA, LineEnding.LF, null);
    }

    static String apiName(String what, String found) {
        if (!API_NAME.matcher(found).matches()) {
            throw new IllegalArgumentException(
                    what + ": found " + found + ", wanted an API name such as Contact or App__c");
        }
        return found;
    }

    Map<String, String> json() {
        var json = new LinkedHashMap<String, String>();
        json.put("object", object);
        json.put("operation", operation.wire());
        if (externalIdField != null) {
            json.put("externalIdFieldName", externalIdField);
        }
        json.put("contentType", "CSV");
        json.put("columnDelimiter", delimiter.name());
        json.put("lineEnding", lineEnding.name());
        if (assignmentRuleId != null) {
            json.put("assignmentRuleId", assignmentRuleId);
        }
        return json;
    }

    /// What each row does. An `INSERT` sent twice makes two records; `DELETE` and `HARD_DELETE` take only a
    /// column `Id`.
    public enum Operation {
        INSERT("insert"),
        UPDATE("update"),
        UPSERT("upsert"),
        DELETE("delete"),
        HARD_DELETE("hardDelete");

        private final String wire;

        Operation(String wire) {
            this.wire = wire;
        }

        /// Salesforce's spelling.
        public String wire() {
            return wire;
        }
    }

    /// What separates columns.
    public enum Delimiter {
        COMMA,
        TAB,
        PIPE,
        SEMICOLON,
        CARET,
        BACKQUOTE
    }

    /// What ends a row.
    public enum LineEnding {
        LF,
        CRLF
    }
}
