package dev.hikyaku.ledger.dialect;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/// Sees that a connection leads to a server that takes no writes any more: after a fail-over the pool would go on with
/// the old one, which still answers questions. Such a connection is given up, and a new one finds the new server.
///
/// MariaDB and MySQL: 1290 (`--read-only`), 1792 (read-only transaction), 1836 (read-only mode); PostgreSQL: SQL state
/// 25006. HikariCP 7 sees none of them by itself.
public final class FailedOver implements SQLExceptionOverride {
    private static final Set<Integer> CODES = Set.of(1290, 1792, 1836);
    private static final String READ_ONLY = "25006";

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException refused) {
        for (SQLException next = refused; next != null; next = next.getNextException()) {
            if (CODES.contains(next.getErrorCode()) || READ_ONLY.equals(next.getSQLState())) {
                return SQLExceptionOverride.Override.MUST_EVICT;
            }
        }
        return SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
