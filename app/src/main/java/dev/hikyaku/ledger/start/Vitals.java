package dev.hikyaku.ledger.start;

import dev.hikyaku.ledger.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// How the ledger's database itself is.
public final class Vitals {
    private final Transactions transactions;

    /// Over the ledger's database.
    public Vitals(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Whether it can be written to now.
    public boolean canWrite() {
        try {
            transactions.run(() -> transactions
                    .sql("UPDATE hk_lease SET token = token WHERE name = ''")
                    .update());
            return true;
        } catch (DataAccessException | TransactionException away) {
            return false;
        }
    }

    /// How far its clock is ahead of this machine's.
    public Duration ahead() {
        var before = Instant.now();
        var there = transactions
                .sql("SELECT LOCALTIMESTAMP(6)")
                .query((rs, _) -> rs.getObject(1, LocalDateTime.class))
                .single()
                .toInstant(ZoneOffset.UTC);
        return Duration.between(
                before.plus(Duration.between(before, Instant.now()).dividedBy(2)), there);
    }
}
