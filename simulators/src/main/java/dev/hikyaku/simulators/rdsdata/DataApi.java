package dev.hikyaku.simulators.rdsdata;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The five operations.
final class DataApi implements AutoCloseable {
    private final RdsDataOptions options;
    private final OpenTransactions transactions;

    DataApi(RdsDataOptions options) {
        this.options = options;
        this.transactions = new OpenTransactions(options.idle());
    }

    /// Answers a call.
    ///
    /// @param operation the path without its slash
    ObjectNode answer(String operation, JsonNode call) throws SQLException {
        check(call);
        var answer = JsonNodeFactory.instance.objectNode();
        var id = call.path("transactionId").asString("");
        switch (operation) {
            case "Execute" -> inTransaction(call, connection -> execute(connection, call, answer));
            case "BatchExecute" -> inTransaction(call, connection -> batch(connection, call, answer));
            case "BeginTransaction" -> answer.put("transactionId", transactions.begin(connect(call)));
            case "CommitTransaction" -> {
                transactions.commit(id);
                answer.put("transactionStatus", "Transaction Committed");
            }
            case "RollbackTransaction" -> {
                transactions.rollback(id);
                answer.put("transactionStatus", "Rollback Complete");
            }
            default -> throw new ApiError(404, "NotFoundException", "unknown operation " + operation);
        }
        return answer;
    }

    private void check(JsonNode call) {
        if (!call.path("resourceArn").asString("").equals(options.resourceArn())) {
            throw ApiError.badRequest("HttpEndpoint is not enabled for resource "
                    + call.path("resourceArn").asString(""));
        }
        if (!call.path("secretArn").asString("").equals(options.secretArn())) {
            throw ApiError.badRequest("Error fetching secret "
                    + call.path("secretArn").asString("") + " : Secrets Manager can't find the specified secret.");
        }
    }

    private Connection connect(JsonNode call) throws SQLException {
        var connection = DriverManager.getConnection(options.url(), options.user(), options.password());
        var database = call.path("database").asString("");
        if (!database.isEmpty() && !database.equals(connection.getCatalog())) {
            connection.close();
            throw new ApiError(404, "DatabaseNotFoundException", "Unknown database '" + database + "'");
        }
        return connection;
    }

    private void inTransaction(JsonNode call, OpenTransactions.Work<ObjectNode> work) throws SQLException {
        var id = call.path("transactionId").asString("");
        if (!id.isEmpty()) {
            transactions.in(id, work);
            return;
        }
        try (var connection = connect(call)) {
            work.on(connection);
        }
    }

    private ObjectNode execute(Connection connection, JsonNode call, ObjectNode answer) throws SQLException {
        var sql = NamedSql.of(call.path("sql").asString(""));
        try (var statement = prepare(connection, sql)) {
            Fields.bind(statement, sql.names(), call.path("parameters"));
            if (statement.execute()) {
                try (var rows = statement.getResultSet()) {
                    if (call.path("includeResultMetadata").asBoolean(false)) {
                        answer.set("columnMetadata", Fields.columns(rows));
                    }
                    answer.set("records", Fields.records(rows));
                }
                answer.put("numberOfRecordsUpdated", 0);
            } else {
                answer.put("numberOfRecordsUpdated", statement.getUpdateCount());
                answer.set("generatedFields", generated(statement));
            }
            return answer;
        }
    }

    /// Without a transaction each set is committed by itself: whoever wants all or none opens one.
    private ObjectNode batch(Connection connection, JsonNode call, ObjectNode answer) throws SQLException {
        var sql = NamedSql.of(call.path("sql").asString(""));
        var results = answer.putArray("updateResults");
        try (var statement = prepare(connection, sql)) {
            for (var set : sets(call)) {
                Fields.bind(statement, sql.names(), set);
                statement.executeUpdate();
                results.addObject().set("generatedFields", generated(statement));
            }
            return answer;
        }
    }

    private static List<JsonNode> sets(JsonNode call) {
        var sets = new ArrayList<JsonNode>();
        call.path("parameterSets").forEach(sets::add);
        return sets.isEmpty() ? List.of(JsonNodeFactory.instance.arrayNode()) : sets;
    }

    private PreparedStatement prepare(Connection connection, NamedSql sql) throws SQLException {
        var keys = isMySql() ? Statement.RETURN_GENERATED_KEYS : Statement.NO_GENERATED_KEYS;
        var statement = connection.prepareStatement(sql.text(), keys);
        statement.setQueryTimeout((int) Math.max(1, options.statement().toSeconds()));
        return statement;
    }

    /// Aurora PostgreSQL fills nothing in here: RETURNING does it there.
    private ArrayNode generated(PreparedStatement statement) throws SQLException {
        var fields = JsonNodeFactory.instance.arrayNode();
        if (isMySql()) {
            try (var keys = statement.getGeneratedKeys()) {
                while (keys.next()) {
                    fields.addObject().put("longValue", keys.getLong(1));
                }
            }
        }
        return fields;
    }

    private boolean isMySql() {
        var url = options.url().toLowerCase(Locale.ROOT);
        return url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:");
    }

    @Override
    public void close() {
        transactions.close();
    }
}
