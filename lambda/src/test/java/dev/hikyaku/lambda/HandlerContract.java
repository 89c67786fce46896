package dev.hikyaku.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.outbox.Dialect;
import dev.hikyaku.outbox.Outbox;
import dev.hikyaku.simulators.rdsdata.RdsDataOptions;
import dev.hikyaku.simulators.rdsdata.RdsDataSimulator;
import dev.hikyaku.simulators.rdsdata.RdsDataSimulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The function as Lambda runs it, over a real database behind the Data API.
abstract class HandlerContract {
    private static final String NONE = "{\"batchItemFailures\":[]}";

    @TempDir
    Path folder;

    private Connection connection;
    private RdsDataSimulator dataApi;
    private Function function;

    abstract String newDatabase();

    abstract String dialect();

    @BeforeEach
    void start() throws SQLException, IOException {
        var url = newDatabase();
        connection = DriverManager.getConnection(url, "root", "");
        try (var statement = connection.createStatement()) {
            for (var one : Outbox.ddl(Dialect.of(connection))) {
                statement.execute(one);
            }
        }
        dataApi = RdsDataSimulator.start(RdsDataOptions.of(url, "root", ""));
        function = new Function(
                folder,
                dataApi.url(),
                Map.of("HIKYAKU_DATABASE", connection.getCatalog(), "HIKYAKU_DIALECT", dialect()));
    }

    @AfterEach
    void stop() throws SQLException {
        function.close();
        dataApi.close();
        connection.close();
    }

    private static ObjectNode message(String id, String body) {
        var message = JsonNodeFactory.instance.objectNode().put("messageId", id).put("body", body);
        message.putObject("messageAttributes").putObject("sync").put("stringValue", "contact");
        return message.put("eventSource", "aws:sqs").put("eventSourceARN", "arn:aws:sqs:x:0:changes");
    }

    private String invoke(List<ObjectNode> messages) throws InterruptedException {
        var event = JsonNodeFactory.instance.objectNode();
        event.putArray("Records").addAll(messages);
        return function.invoke(event.toString());
    }

    private List<String> rows() throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT sync, request_id, state, body, code, reason FROM hk_outbox ORDER BY id")) {
            while (found.next()) {
                var told = found.getString(3).equals("waiting")
                        ? found.getString(4)
                        : found.getString(5) + " " + found.getString(6);
                rows.add(String.join(" ", found.getString(1), found.getString(2), found.getString(3), told));
            }
        }
        return rows;
    }

    private static String delete(Object key) {
        return "{\"key\":\"" + key + "\",\"op\":\"delete\"}";
    }

    @Test
    void writesMessagesAsRowsInTheirOrder() throws Exception {
        var body = "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"id\":1,\"last_name\":\"佐藤 😀 \\\"\\u0000\\\"\"}}";
        assertThat(invoke(List.of(message("m-1", body), message("m-2", delete(2)))))
                .isEqualTo(NONE);
        assertThat(rows()).containsExactly("contact m-1 waiting " + body, "contact m-2 waiting " + delete(2));
    }

    @Test
    void writesAMessageOnceHoweverOftenItComes() throws Exception {
        assertThat(invoke(List.of(message("m-1", delete(1)), message("m-1", delete(1)))))
                .isEqualTo(NONE);
        assertThat(invoke(List.of(message("m-2", delete(2)), message("m-1", delete(1)))))
                .isEqualTo(NONE);
        assertThat(rows()).hasSize(2);
    }

    @Test
    void refusesPoisonInsteadOfTakingItAgainAndAgain() throws Exception {
        var large = message("m-3", delete("x".repeat(Row.LARGEST)));
        var nameless = message("m-4", delete(4));
        nameless.remove("messageAttributes");
        var poison = List.of(message("m-1", "{\"key\":"), message("m-2", "[1]"), large, nameless);
        var all = new ArrayList<>(poison);
        all.add(message("m-5", delete(5)));
        assertThat(invoke(all)).isEqualTo(NONE);
        assertThat(rows())
                .containsExactly(
                        "contact m-1 refused HK4101 found a message that is no JSON, wanted one change as a JSON object",
                        "contact m-2 refused HK4105 found JSON that is no object, wanted one change",
                        "contact m-3 refused HK4108 found a message of 262168 bytes, wanted at most 262144",
                        " m-4 refused HK4104 found a message whose sync is not named; name it in the body, in the message"
                                + " attribute \"sync\", or in HIKYAKU_SYNC of the function",
                        "contact m-5 waiting " + delete(5));
        try (var statement = connection.createStatement();
                var kept = statement.executeQuery(
                        "SELECT LENGTH(body), refused_at FROM hk_outbox WHERE request_id = 'm-3'")) {
            kept.next();
            assertThat(kept.getInt(1)).as("nothing is cut off").isEqualTo(262_168);
            assertThat(kept.getTimestamp(2)).isNotNull();
        }
    }

    @Test
    void takesTheSyncFromTheBodyWhereNoAttributeNamesIt() throws Exception {
        var message = message("m-1", "{\"sync\":\"account\",\"key\":\"1\",\"op\":\"delete\"}");
        message.remove("messageAttributes");
        assertThat(invoke(List.of(message))).isEqualTo(NONE);
        assertThat(rows()).singleElement().asString().startsWith("account m-1 waiting ");
    }

    @Test
    void leavesToSqsWhatTheDatabaseRefusesAndTakesTheRest() throws Exception {
        var impossible = message("m".repeat(201), delete(1));
        assertThat(invoke(List.of(message("m-1", delete(1)), impossible, message("m-2", delete(2)))))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + "m".repeat(201) + "\"}]}");
        assertThat(rows()).hasSize(2);
    }

    @Test
    void stopsAtAFailureWhereOrderMatters() throws Exception {
        var messages =
                List.of(message("m-1", delete(1)), message("m".repeat(201), delete(2)), message("m-3", delete(3)));
        messages.forEach(message -> message.put("eventSourceARN", "arn:aws:sqs:x:0:changes.fifo"));
        assertThat(invoke(messages)).endsWith("{\"itemIdentifier\":\"m-3\"}]}");
        assertThat(rows()).containsExactly("contact m-1 waiting " + delete(1));
    }

    @Test
    void leavesToSqsWhatIsNotSurelyThere() throws Exception {
        dataApi.next("CommitTransaction", Fault.ANSWER_LOST);
        var messages = List.of(message("m-1", delete(1)), message("m-2", delete(2)));
        var first = invoke(messages);
        // The SDK asks again by itself; a commit that is done already has no transaction any more.
        assertThat(JsonMapper.shared().readTree(first).path("batchItemFailures"))
                .hasSize(2);
        assertThat(invoke(messages)).isEqualTo(NONE);
        assertThat(rows()).hasSize(2);
    }

    @Test
    void bearsAWholeWindowOfMessages() throws Exception {
        var many = IntStream.range(0, 2_500)
                .mapToObj(at ->
                        message("m-" + at, delete("k" + "\"".repeat(at % 700).replace("\"", "\\\"") + at)))
                .toList();
        assertThat(invoke(many)).isEqualTo(NONE);
        assertThat(rows()).hasSize(2_500);
    }

    @Test
    void saysNothingWhereNothingIsWrong() throws Exception {
        invoke(List.of(message("m-0", delete("somebody@example.com"))));
        assertThat(Files.readString(folder.resolve("function.log")))
                .doesNotContain("Exception")
                .doesNotContain("somebody")
                .doesNotContain("messages:");
    }

    @Test
    void saysWhatIsNoEventOfSqs() throws Exception {
        assertThat(function.invoke("{\"detail\":1}"))
                .startsWith("error ")
                .contains("found no Records, wanted an event of SQS");
        assertThat(invoke(List.of(message("m-1", delete(1))))).isEqualTo(NONE);
    }
}
