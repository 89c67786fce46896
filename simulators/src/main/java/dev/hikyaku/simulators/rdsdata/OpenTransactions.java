package dev.hikyaku.simulators.rdsdata;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Transactions between two calls. One that nobody speaks to for too long is rolled back.
final class OpenTransactions implements AutoCloseable {
    private final ConcurrentHashMap<String, Open> open = new ConcurrentHashMap<>();
    private final long idleNanos;
    private final Thread reaper;

    private static final class Open {
        private final Connection connection;
        private final ReentrantLock lock = new ReentrantLock();
        private long lastUsed = System.nanoTime();
        private boolean over;

        Open(Connection connection) {
            this.connection = connection;
        }
    }

    /// Works on the connection of a transaction.
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    OpenTransactions(Duration idle) {
        idleNanos = idle.toNanos();
        reaper = Thread.ofVirtual().name("idle transactions").start(() -> reap(idle.dividedBy(5)));
    }

    private void reap(Duration pause) {
        try {
            while (true) {
                Thread.sleep(pause);
                open.forEach((id, transaction) -> {
                    if (transaction.lock.tryLock()) {
                        try {
                            if (System.nanoTime() - transaction.lastUsed > idleNanos) {
                                end(id, transaction);
                            }
                        } finally {
                            transaction.lock.unlock();
                        }
                    }
                });
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    String begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        var id = Base64.getEncoder()
                .encodeToString(UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        open.put(id, new Open(connection));
        return id;
    }

    /// Works in a transaction, one call at a time.
    <T> T in(String id, Work<T> work) throws SQLException {
        return locked(id, transaction -> work.on(transaction.connection));
    }

    private interface LockedWork<T> {
        T on(Open transaction) throws SQLException;
    }

    private <T> T locked(String id, LockedWork<T> work) throws SQLException {
        var transaction = open.get(id);
        if (transaction == null) {
            throw notFound(id);
        }
        transaction.lock.lock();
        try {
            if (transaction.over) {
                throw notFound(id);
            }
            return work.on(transaction);
        } finally {
            transaction.lastUsed = System.nanoTime();
            transaction.lock.unlock();
        }
    }

    private static ApiError notFound(String id) {
        return new ApiError(404, "TransactionNotFoundException", "Transaction " + id + " is not found");
    }

    void commit(String id) throws SQLException {
        locked(id, transaction -> {
            try {
                transaction.connection.commit();
                return true;
            } finally {
                end(id, transaction);
            }
        });
    }

    void rollback(String id) throws SQLException {
        locked(id, transaction -> {
            end(id, transaction);
            return true;
        });
    }

    private void end(String id, Open transaction) {
        transaction.over = true;
        open.remove(id);
        try (var connection = transaction.connection) {
            connection.rollback();
        } catch (SQLException gone) {
            System.err.println("rds data simulator: transaction " + id + " ended without an answer: " + gone);
        }
    }

    @Override
    public void close() {
        reaper.interrupt();
        open.forEach(this::end);
    }
}
