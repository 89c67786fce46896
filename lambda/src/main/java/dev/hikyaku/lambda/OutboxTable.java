package dev.hikyaku.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rdsdata.RdsDataClient;
import software.amazon.awssdk.services.rdsdata.model.DatabaseErrorException;
import software.amazon.awssdk.services.rdsdata.model.Field;
import software.amazon.awssdk.services.rdsdata.model.SqlParameter;

/// Table `hk_outbox` behind the Data API.
final class OutboxTable {
    /// Bytes of one call; the Data API takes 4 MiB.
    private static final long LARGEST_CALL = 3_500_000;
    /// The Data API once took no more, and long transactions help nobody.
    private static final int MOST_ROWS = 1_000;

    private final RdsDataClient client;
    private final Target target;
    private final Consumer<String> log;
    private final String insert;

    /// @param log hears what went wrong; it tells no contents
    OutboxTable(RdsDataClient client, Target target, Consumer<String> log) {
        this.client = client;
        this.target = target;
        this.log = log;
        this.insert = target.dialect()
                .insert(
                        "sync, body, request_id, state, code, reason, refused_at",
                        ":sync, :body, :id, :state, :code, :reason,"
                                + " CASE WHEN :state = 'refused' THEN CURRENT_TIMESTAMP END");
    }

    /// Writes rows. Those of one transaction are there all or none; a row that was there before stays as it is.
    ///
    /// @param inOrder after a failure nothing more is written
    /// @return ids of messages whose rows are not surely there
    List<String> write(List<Row> rows, boolean inOrder) {
        var failed = new ArrayList<String>();
        for (var chunk : chunks(rows)) {
            if (inOrder && !failed.isEmpty()) {
                chunk.forEach(row -> failed.add(row.messageId()));
            } else {
                failed.addAll(writeChunk(chunk, inOrder));
            }
        }
        return failed;
    }

    private List<String> writeChunk(List<Row> chunk, boolean inOrder) {
        try {
            inTransaction(chunk);
            return List.of();
        } catch (DatabaseErrorException refused) {
            log.accept("the database refused " + chunk.size() + " rows: " + refused.getMessage());
            if (chunk.size() == 1) {
                return List.of(chunk.getFirst().messageId());
            }
            // One row may spoil the others: alone, the others pass.
            var failed = new ArrayList<String>();
            for (var row : chunk) {
                var stop = inOrder && !failed.isEmpty();
                failed.addAll(stop ? List.of(row.messageId()) : writeChunk(List.of(row), inOrder));
            }
            return failed;
        } catch (SdkException away) {
            log.accept("the Data API did not confirm " + chunk.size() + " rows: " + away.getMessage());
            return chunk.stream().map(Row::messageId).toList();
        }
    }

    private void inTransaction(List<Row> chunk) {
        var transaction = client.beginTransaction(call -> call.resourceArn(target.cluster())
                        .secretArn(target.secret())
                        .database(target.database()))
                .transactionId();
        try {
            client.batchExecuteStatement(call -> call.resourceArn(target.cluster())
                    .secretArn(target.secret())
                    .database(target.database())
                    .transactionId(transaction)
                    .sql(insert)
                    .parameterSets(chunk.stream().map(OutboxTable::parameters).toList()));
        } catch (SdkException failed) {
            rollBack(transaction);
            throw failed;
        }
        client.commitTransaction(call ->
                call.resourceArn(target.cluster()).secretArn(target.secret()).transactionId(transaction));
    }

    private void rollBack(String transaction) {
        try {
            client.rollbackTransaction(call -> call.resourceArn(target.cluster())
                    .secretArn(target.secret())
                    .transactionId(transaction));
        } catch (SdkException unheard) {
            log.accept("a transaction is left to end by itself: " + unheard.getMessage());
        }
    }

    private static List<SqlParameter> parameters(Row row) {
        var refusal = row.refusal();
        return List.of(
                parameter("sync", row.sync()),
                parameter("body", row.body()),
                parameter("id", row.messageId()),
                parameter("state", refusal == null ? "waiting" : "refused"),
                parameter("code", refusal == null ? null : refusal.code()),
                parameter("reason", refusal == null ? null : refusal.reason()));
    }

    private static SqlParameter parameter(String name, @Nullable String text) {
        var value = text == null ? Field.fromIsNull(true) : Field.fromStringValue(text);
        return SqlParameter.builder().name(name).value(value).build();
    }

    private static List<List<Row>> chunks(List<Row> rows) {
        var chunks = new ArrayList<List<Row>>();
        var chunk = new ArrayList<Row>();
        long size = 0;
        for (var row : rows) {
            if (!chunk.isEmpty() && (chunk.size() == MOST_ROWS || size + row.size() > LARGEST_CALL)) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                size = 0;
            }
            chunk.add(row);
            size += row.size();
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
