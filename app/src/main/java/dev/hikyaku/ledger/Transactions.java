package dev.hikyaku.ledger;

import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.metrics.Metric;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Short transactions at READ COMMITTED, tried again when the database sacrificed them.
///
/// A deadlock, a serialization error or two first writers of one key end a transaction without any effect, so the work
/// may run again from its start. It must therefore have no effect outside the database.
public final class Transactions {
    private static final RetryPolicy POLICY = RetryPolicy.builder()
            .includes(List.of(ConcurrencyFailureException.class, DuplicateKeyException.class))
            .maxRetries(6)
            .delay(Duration.ofMillis(20))
            .multiplier(2)
            .jitter(Duration.ofMillis(15))
            .build();

    private final TransactionTemplate template;
    private final RetryTemplate retry = new RetryTemplate(POLICY);
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final String lockLease;

    Transactions(DataSource dataSource, Dialect dialect) {
        lockLease = "SELECT token FROM hk_lease WHERE name = ?" + dialect.lockLease();
        template = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        jdbc = new JdbcTemplate(dataSource);
        client = JdbcClient.create(jdbc);
    }

    /// Whether a statement gave up because somebody else's lock was not freed in time: MariaDB's 1205, PostgreSQL's
    /// `lock_not_available`, H2's 50200.
    static boolean hasWaitedInVain(DataAccessException failed) {
        return failed.getRootCause() instanceof SQLException cause
                && (cause.getErrorCode() == 1205
                        || cause.getErrorCode() == 50_200
                        || "55P03".equals(cause.getSQLState()));
    }

    /// A statement; its parameters are named or counted.
    public JdbcClient.StatementSpec sql(String statement) {
        return client.sql(statement);
    }

    /// Inserts one row and answers the id the database gave it.
    long insert(JdbcClient.StatementSpec statement) {
        var key = new GeneratedKeyHolder();
        statement.update(key, "id");
        return Objects.requireNonNull(key.getKey(), "the database gave no id").longValue();
    }

    /// Puts one value into the parameters of one row.
    public interface Binding<T> {
        /// Binds the value that stands at this index of the list.
        void bind(PreparedStatement row, int index, T value) throws SQLException;
    }

    /// Writes many rows with one statement, in one round trip where the driver can: new rows, or changed ones.
    public <T> void insertAll(String statement, List<T> values, Binding<T> binding) {
        if (values.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(statement, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement row, int index) throws SQLException {
                binding.bind(row, index, values.get(index));
            }

            @Override
            public int getBatchSize() {
                return values.size();
            }
        });
    }

    /// Runs work in one transaction, again from its start when the database sacrificed it.
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        try {
            return retry.execute(() -> template.execute(_ -> work.get()));
        } catch (RetryException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        }
    }

    /// Like [#run], but only while the fence is the newest; its lease stays locked until the commit.
    ///
    /// @throws Fence.LeaseLost when it is not
    public <T extends @Nullable Object> T fenced(Fence fence, Supplier<T> work) {
        return run(() -> {
            var token =
                    client.sql(lockLease).param(fence.lease()).query(Long.class).optional();
            if (token.isEmpty() || token.get() != fence.token()) {
                Metric.FENCE_REJECTED.add(1, Fence.told(fence.lease()));
                throw new Fence.LeaseLost(fence);
            }
            return work.get();
        });
    }

    /// Like [#fenced], without a result.
    public void doFenced(Fence fence, Runnable work) {
        fenced(fence, () -> {
            work.run();
            return true;
        });
    }
}
