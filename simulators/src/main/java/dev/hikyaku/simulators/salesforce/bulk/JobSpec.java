package dev.hikyaku.simulators.salesforce.bulk;

import dev.hikyaku.simulators.salesforce.org.Operation;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.org.Table;
import dev.hikyaku.simulators.salesforce.wire.ApiError;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a job's maker asked for, checked.
///
/// @param matchBy the schema position of the external id field, or -1 for the Id
/// @param externalIdFieldName for upserts only
record JobSpec(
        Table table,
        Operation operation,
        @Nullable String externalIdFieldName,
        int matchBy,
        CsvForm form,
        double apiVersion) {
    private static final Set<String> MEMBERS = Set.of(
            "object",
            "operation",
            "externalIdFieldName",
            "contentType",
            "columnDelimiter",
            "lineEnding",
            "assignmentRuleId");

    /// @throws ApiError 400 with Salesforce's code when the request cannot be a job
    static JobSpec of(Org org, JsonNode json, double apiVersion) {
        for (var name : json.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw new ApiError(
                        400, "JSON_PARSER_ERROR", "Unrecognized field \"" + name + "\" (not marked as ignorable)");
            }
        }
        var operation = Operation.of(json.path("operation").asString(""))
                .orElseThrow(() -> invalid(
                        "Unsupported operation: " + json.path("operation").asString("")));
        if (!json.path("contentType").asString("CSV").equals("CSV")) {
            throw invalid(
                    "Unsupported content type: " + json.path("contentType").asString(""));
        }
        var object = json.path("object").asString("");
        var table = org.table(object).orElseThrow(() -> invalid("Unable to find object: " + object));
        var form = CsvForm.of(
                json.path("columnDelimiter").asString("COMMA"),
                json.path("lineEnding").asString("LF"));
        var externalId = json.path("externalIdFieldName").asString("");
        var matchBy = operation == Operation.UPSERT ? matchBy(table, externalId) : -1;
        return new JobSpec(table, operation, externalId.isEmpty() ? null : externalId, matchBy, form, apiVersion);
    }

    private static int matchBy(Table table, String externalId) {
        var object = table.schema().name();
        if (externalId.isEmpty()) {
            throw invalid("External ID was blank for " + object + ". An External ID must be specified for upsert.");
        }
        if (externalId.equalsIgnoreCase("Id")) {
            return -1;
        }
        var position = table.schema().position(externalId);
        if (position.isEmpty()
                || !table.schema().fields().get(position.getAsInt()).traits().externalId()) {
            throw invalid("Field name provided, " + externalId
                    + " does not match an External ID, Salesforce Id, or indexed field for " + object);
        }
        return position.getAsInt();
    }

    private static ApiError invalid(String message) {
        return new ApiError(400, "INVALIDJOB", "InvalidJob : " + message);
    }
}
