package dev.hikyaku.simulators.rdsdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.BadRequestException;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;
import software.amazon.awssdk.services.rdsdata.model.Field;
import software.amazon.awssdk.services.rdsdata.model.ServiceUnavailableErrorException;
import software.amazon.awssdk.services.rdsdata.model.SqlParameter;
import software.amazon.awssdk.services.rdsdata.model.StatementTimeoutException;
import software.amazon.awssdk.services.rdsdata.model.TransactionNotFoundException;
import software.amazon.awssdk.services.rdsdata.model.TypeHint;

/// AWS's own SDK speaks to the simulator.
class RdsDataSimulatorTest {
    private static final String URL = "jdbc:h2:mem:rdsdata";

    private Connection keeper;
    private RdsDataSimulator simulator;
    private RdsDataClient client;

    @BeforeEach
    void start() throws SQLException {
        keeper = DriverManager.getConnection(URL, "sa", "");
        sql(
                "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(50), price DECIMAL(9, 2), at TIMESTAMP, data VARBINARY(9))");
        simulator = RdsDataSimulator.start(
                RdsDataOptions.of(URL, "sa", "").withTimes(Duration.ofMillis(1500), Duration.ofSeconds(1)));
        client = RdsDataClient.builder()
                .endpointOverride(simulator.url())
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        simulator.close();
        sql("SHUTDOWN");
    }

    private void sql(String statement) throws SQLException {
        try (var open = keeper.createStatement()) {
            open.execute(statement);
        }
    }

    private List<List<Field>> select(String sql) {
        return client.executeStatement(call -> call.resourceArn(RdsDataOptions.CLUSTER)
                        .secretArn(RdsDataOptions.SECRET)
                        .sql(sql))
                .records();
    }

    private String begin() {
        return client.beginTransaction(
                        call -> call.resourceArn(RdsDataOptions.CLUSTER).secretArn(RdsDataOptions.SECRET))
                .transactionId();
    }

    private void insert(String transaction, int id) {
        client.executeStatement(call -> call.resourceArn(RdsDataOptions.CLUSTER)
                .secretArn(RdsDataOptions.SECRET)
                .transactionId(transaction)
                .sql("INSERT INTO item (id) VALUES (" + id + ")"));
    }

    private static SqlParameter parameter(String name, Field value) {
        return SqlParameter.builder().name(name).value(value).build();
    }

    private static SqlParameter hinted(String name, String text, TypeHint hint) {
        return SqlParameter.builder()
                .name(name)
                .value(Field.fromStringValue(text))
                .typeHint(hint)
                .build();
    }

    @Test
    void bindsNamedParametersOfEveryKind() {
        var done = client.executeStatement(call -> call.resourceArn(RdsDataOptions.CLUSTER)
                .secretArn(RdsDataOptions.SECRET)
                .sql("INSERT INTO item VALUES (:id, ':id' || :name, :price, :at, :data) -- not :this")
                .parameters(
                        parameter("id", Field.fromLongValue(1L)),
                        parameter("name", Field.fromStringValue("佐藤")),
                        hinted("price", "9.90", TypeHint.DECIMAL),
                        hinted("at", "2026-11-22 10:02:11.5", TypeHint.TIMESTAMP),
                        parameter("data", Field.fromBlobValue(SdkBytes.fromByteArray(new byte[] {1, 2})))));
        assertThat(done.numberOfRecordsUpdated()).isEqualTo(1);
        var row = select("SELECT * FROM item").getFirst();
        assertThat(row.get(0).longValue()).isEqualTo(1);
        assertThat(row.get(1).stringValue()).isEqualTo(":id佐藤");
        assertThat(row.get(2).stringValue()).isEqualTo("9.90");
        assertThat(row.get(3).stringValue()).isEqualTo("2026-11-22 10:02:11.5");
        assertThat(row.get(4).blobValue().asByteArray()).containsExactly(1, 2);
    }

    @Test
    void tellsValuesOfOtherKinds() {
        var row = select("SELECT CAST(NULL AS INT), TRUE, CAST(0.5 AS DOUBLE)").getFirst();
        assertThat(row.get(0).isNull()).isTrue();
        assertThat(row.get(1).booleanValue()).isTrue();
        assertThat(row.get(2).doubleValue()).isEqualTo(0.5);
    }

    @Test
    void tellsOfTheColumnsWhenAsked() {
        var answer = client.executeStatement(call -> call.resourceArn(RdsDataOptions.CLUSTER)
                .secretArn(RdsDataOptions.SECRET)
                .includeResultMetadata(true)
                .sql("SELECT name AS label_of_name FROM item"));
        assertThat(answer.columnMetadata()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("NAME");
            assertThat(column.label()).isEqualTo("LABEL_OF_NAME");
        });
    }

    @Test
    void writesABatchInATransactionAllOrNone() {
        var sets = IntStream.range(0, 1_500)
                .mapToObj(id -> List.of(parameter("id", Field.fromLongValue((long) id % 1_000))))
                .toList();
        var transaction = begin();
        assertThatThrownBy(() -> batch(transaction, sets))
                .isInstanceOf(DatabaseErrorException.class)
                .hasMessageContaining("SQLState: 23505");
        client.rollbackTransaction(call -> call.resourceArn(RdsDataOptions.CLUSTER)
                .secretArn(RdsDataOptions.SECRET)
                .transactionId(transaction));
        assertThat(count()).isZero();
        var second = begin();
        batch(second, sets.subList(0, 1_000));
        assertThat(count()).isZero();
        client.commitTransaction(call -> call.resourceArn(RdsDataOptions.CLUSTER)
                .secretArn(RdsDataOptions.SECRET)
                .transactionId(second));
        assertThat(count()).isEqualTo(1_000);
    }

    private void batch(String transaction, List<List<SqlParameter>> sets) {
        client.batchExecuteStatement(call -> call.resourceArn(RdsDataOptions.CLUSTER)
                .secretArn(RdsDataOptions.SECRET)
                .transactionId(transaction)
                .sql("INSERT INTO item (id) VALUES (:id)")
                .parameterSets(sets));
    }

    private long count() {
        return select("SELECT COUNT(*) FROM item").getFirst().getFirst().longValue();
    }

    @Test
    void rollsATransactionBackThatNobodySpeaksTo() throws InterruptedException {
        var transaction = begin();
        insert(transaction, 1);
        Thread.sleep(2_500);
        assertThatThrownBy(() -> insert(transaction, 2))
                .isInstanceOf(TransactionNotFoundException.class)
                .hasMessageContaining("is not found");
        assertThat(count()).isZero();
    }

    @Test
    void stopsAStatementThatTakesTooLong() throws SQLException {
        sql("CREATE ALIAS REST FOR \"java.lang.Thread.sleep(long)\"");
        assertThatThrownBy(() -> select("SELECT REST(5) FROM SYSTEM_RANGE(1, 10000)"))
                .isInstanceOf(StatementTimeoutException.class);
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertThatThrownBy(() -> select("SELECT 1; SELECT 2"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Multistatements aren't supported");
        assertThatThrownBy(() -> select("SELECT :x"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Cannot find parameter: x");
        assertThatThrownBy(() -> select("SELECT 1 FROM nowhere")).isInstanceOf(DatabaseErrorException.class);
        assertThatThrownBy(() -> client.executeStatement(call -> call.resourceArn("arn:other")
                        .secretArn(RdsDataOptions.SECRET)
                        .sql("SELECT 1")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("HttpEndpoint is not enabled for resource arn:other");
        assertThatThrownBy(() -> select("SELECT '" + "x".repeat(4 << 20) + "'"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("4 MiB");
        assertThatThrownBy(() -> select("SELECT REPEAT('x', 1048577)"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Database returned more than the allowed response size limit");
    }

    @Test
    void refusesCallsThatAreNotSigned() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var call = HttpRequest.newBuilder(URI.create(simulator.url() + "/Execute"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            var answer = http.send(call, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("AccessDeniedException");
        }
    }

    @Test
    void goesWrongWhenToldTo() {
        simulator.next("BeginTransaction", RdsDataSimulator.Fault.UNAVAILABLE);
        assertThatThrownBy(this::begin).isInstanceOf(ServiceUnavailableErrorException.class);
        var transaction = begin();
        insert(transaction, 1);
        simulator.next("CommitTransaction", RdsDataSimulator.Fault.ANSWER_LOST);
        assertThatThrownBy(() -> client.commitTransaction(call -> call.resourceArn(RdsDataOptions.CLUSTER)
                        .secretArn(RdsDataOptions.SECRET)
                        .transactionId(transaction)))
                .isInstanceOf(SdkClientException.class);
        assertThat(count()).isEqualTo(1);
    }
}
