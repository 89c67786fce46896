package dev.hikyaku.ledger.delivery.news;

import dev.hikyaku.ledger.Transactions;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// Whether most of what one process sent for a run failed afterwards. Whoever resumes the run begins with clean hands.
final class Storms {
    private final Transactions transactions;
    private final Sender sender;

    Storms(Transactions transactions, Sender sender) {
        this.transactions = transactions;
        this.sender = sender;
    }

    /// Who sent.
    ///
    /// @param token with which it held the campaign's lease
    record Sender(long run, long token) {}

    private record Failed(long count, Optional<LocalDateTime> newest) {}

    /// Compares what failed with what was accepted up to the newest failure: news comes later than answers, and what
    /// was sent since says nothing yet.
    boolean rage(News.Bounds bounds) {
        var failed = failed();
        if (failed.count() < bounds.least() || failed.newest().isEmpty()) {
            return false;
        }
        var enough = (long) Math.ceil(failed.count() / bounds.most());
        return accepted(failed.newest().get(), enough) < enough;
    }

    private Failed failed() {
        return transactions
                .sql(
                        "SELECT COUNT(*), MAX(d.sent_at) FROM hk_delivery d JOIN hk_delivery_late l ON l.delivery_id = d.id"
                                + " WHERE d.run_id = ? AND l.token = ? AND l.outcome = 'rejected'")
                .params(sender.run(), sender.token())
                .query((rs, _) -> new Failed(rs.getLong(1), Optional.ofNullable(rs.getObject(2, LocalDateTime.class))))
                .single();
    }

    /// Counted up to a bound.
    private long accepted(LocalDateTime until, long most) {
        return transactions
                .sql("SELECT COUNT(*) FROM (SELECT d.id FROM hk_delivery d WHERE d.run_id = ? AND d.token = ?"
                        + " AND (d.state = 'sent' OR d.outcome = 'accepted') AND d.sent_at <= ? LIMIT " + most + ") a")
                .params(sender.run(), sender.token(), until)
                .query(Long.class)
                .single();
    }

    /// Of the devices that failed, as far as messages are still remembered.
    List<String> addresses() {
        return transactions
                .sql("SELECT DISTINCT m.address_hash FROM hk_delivery_late l"
                        + " JOIN hk_delivery d ON d.id = l.delivery_id"
                        + " JOIN hk_delivery_message m ON m.message_id = l.message_id"
                        + " WHERE d.run_id = ? AND l.token = ? AND l.outcome = 'rejected'")
                .params(sender.run(), sender.token())
                .query((rs, _) -> rs.getString(1))
                .list();
    }
}
