package dev.hikyaku.ledger.people;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.dialect.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/// People who may log in: by name and password, or because a provider of logins vouches for them. Passwords themselves
/// are nowhere; their hashes are made by whoever calls.
public final class Users {
    /// Wrong passwords in a row from which on a user is locked for a while.
    public static final int PATIENCE = 5;

    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final int LONGEST_LOCK = 16;
    private static final String COLUMNS = "SELECT name, role, password_hash, identity, created_at, last_login_at,"
            + " CASE WHEN locked_until > LOCALTIMESTAMP(6) THEN 1 ELSE 0 END AS is_locked FROM hk_user ";

    private final Transactions transactions;
    private final Dialect dialect;

    /// Over the ledger's tables.
    public Users(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// One person.
    ///
    /// @param hash of the password, with the name of its algorithm; empty for who has none here
    /// @param identity whom a provider of logins vouches for; null for who has a password here
    /// @param locked whether no password is believed for now
    public record User(
            String name,
            Role role,
            String hash,
            @Nullable String identity,
            boolean locked,
            Instant createdAt,
            @Nullable Instant lastLoginAt) {
        /// Whether the name and a password let this user in.
        public boolean hasPassword() {
            return identity == null;
        }

        @Override
        public String toString() {
            return "User[" + name + ", " + role + "]";
        }
    }

    /// The user with this name.
    public Optional<User> find(String name) {
        return transactions
                .sql(COLUMNS + "WHERE name = ?")
                .param(name)
                .query((rs, _) -> user(rs))
                .optional();
    }

    /// All, by name.
    public List<User> all() {
        return transactions
                .sql(COLUMNS + "ORDER BY name")
                .query((rs, _) -> user(rs))
                .list();
    }

    /// Adds a user.
    ///
    /// @return false when the name is taken; nothing was changed then
    public boolean add(String name, Role role, String hash) {
        return transactions.run(() -> find(name).isEmpty()
                && transactions
                                .sql("INSERT INTO hk_user (name, role, password_hash, failures, created_at)"
                                        + " VALUES (?, ?, ?, 0, LOCALTIMESTAMP(6))")
                                .params(name, role.word(), hash)
                                .update()
                        == 1);
    }

    /// Gives a user another password, and forgets wrong ones.
    ///
    /// @return false when there is no such user, or a provider vouches for it
    public boolean changePassword(String name, String hash) {
        return update("password_hash = ?, failures = 0, locked_until = NULL", hash, name, " AND identity IS NULL");
    }

    /// Gives a user another role.
    ///
    /// @return false when there is no such user
    public boolean changeRole(String name, Role role) {
        return update("role = ?", role.word(), name, "");
    }

    private boolean update(String assignment, String value, String name, String only) {
        return transactions.run(() -> transactions
                        .sql("UPDATE hk_user SET " + assignment + " WHERE name = ?" + only)
                        .params(value, name)
                        .update()
                == 1);
    }

    /// The user whom a provider vouches for, as the provider says now: added when it is new, under another role or
    /// name when those have changed. A name that somebody else has here is never taken over.
    ///
    /// @param name wished for; a known user keeps the former one when it is taken
    /// @return empty when it is new and somebody else has the name
    public Optional<User> vouched(String identity, String name, Role role) {
        try {
            return transactions.run(() -> vouchedOnce(identity, name, role));
        } catch (DuplicateKeyException another) {
            // The same person, logging in twice at the same moment.
            return transactions.run(() -> vouchedOnce(identity, name, role));
        }
    }

    private Optional<User> vouchedOnce(String identity, String name, Role role) {
        var known = identified(identity);
        var isFree = find(name).isEmpty();
        if (known.isEmpty() && !isFree) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            transactions
                    .sql("INSERT INTO hk_user (name, role, password_hash, identity, failures, created_at)"
                            + " VALUES (?, ?, '', ?, 0, LOCALTIMESTAMP(6))")
                    .params(name, role.word(), identity)
                    .update();
        } else {
            transactions
                    .sql("UPDATE hk_user SET name = ?, role = ? WHERE identity = ?")
                    .params(isFree ? name : known.get().name(), role.word(), identity)
                    .update();
        }
        return identified(identity);
    }

    private Optional<User> identified(String identity) {
        return transactions
                .sql(COLUMNS + "WHERE identity = ?")
                .param(identity)
                .query((rs, _) -> user(rs))
                .optional();
    }

    /// Takes away whom a provider vouches for, but who has no role here any more.
    ///
    /// @return name of the user; empty when there was none
    public Optional<String> dismiss(String identity) {
        return transactions.run(() -> {
            var known = identified(identity).map(User::name);
            known.ifPresent(this::removeNow);
            return known;
        });
    }

    private int removeNow(String name) {
        return transactions
                .sql("DELETE FROM hk_user WHERE name = ?")
                .param(name)
                .update();
    }

    /// Takes a user away.
    ///
    /// @return false when there is no such user
    public boolean remove(String name) {
        return transactions.run(() -> removeNow(name)) == 1;
    }

    /// The right password came.
    public void succeeded(String name) {
        transactions.run(() -> transactions
                .sql("UPDATE hk_user SET failures = 0, locked_until = NULL, last_login_at = LOCALTIMESTAMP(6)"
                        + " WHERE name = ?")
                .param(name)
                .update());
    }

    /// A wrong password came. The fifth in a row locks the user for a minute, each further one for twice as long, for
    /// 16 minutes at most.
    public void failed(String name) {
        transactions.run(() -> {
            var failures = transactions
                    .sql("SELECT failures FROM hk_user WHERE name = ? FOR UPDATE")
                    .param(name)
                    .query(Integer.class)
                    .optional();
            return failures.map(before -> failed(name, before + 1)).orElse(0);
        });
    }

    private int failed(String name, int failures) {
        if (failures < PATIENCE) {
            return transactions
                    .sql("UPDATE hk_user SET failures = ? WHERE name = ?")
                    .params(failures, name)
                    .update();
        }
        return transactions
                .sql("UPDATE hk_user SET failures = ?, locked_until = " + dialect.behind("LOCALTIMESTAMP(6)")
                        + " WHERE name = ?")
                .params(failures, lock(failures).toNanos() / 1_000, name)
                .update();
    }

    static Duration lock(int failures) {
        return FIRST_LOCK.multipliedBy(Math.min(LONGEST_LOCK, 1L << Math.min(failures - PATIENCE, 10)));
    }

    private static User user(ResultSet rs) throws SQLException {
        return new User(
                rs.getString("name"),
                Role.of(rs.getString("role")),
                rs.getString("password_hash"),
                rs.getString("identity"),
                rs.getInt("is_locked") == 1,
                rs.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                instant(rs.getObject("last_login_at", LocalDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
