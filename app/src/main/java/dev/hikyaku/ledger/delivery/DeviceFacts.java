package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Transactions;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What providers told about addresses: how they call them, and that they are dead.
public final class DeviceFacts {
    private static final int CHUNK = 1_000;

    private final Transactions transactions;

    DeviceFacts(Transactions transactions) {
        this.transactions = transactions;
    }

    /// What is known of one address.
    ///
    /// @param endpoint what the provider calls it (an SNS endpoint ARN)
    /// @param goneAt when the provider said that it is dead
    /// @param registeredAt the registration that was dead then, as the application knew it
    public record Fact(
            @Nullable String endpoint,
            @Nullable Instant goneAt,
            @Nullable String goneCode,
            @Nullable Instant registeredAt) {

        /// Whether this registration of the address is dead: nobody registered anew since.
        public boolean isGone(@Nullable Instant registered) {
            if (goneAt == null) {
                return false;
            }
            var then = registeredAt == null ? goneAt : registeredAt;
            return registered == null || !registered.isAfter(then);
        }
    }

    /// A dead address.
    ///
    /// @param hash of the address ([Owed.Device#hash()])
    public record Gone(String hash, String code, @Nullable Instant registeredAt) {}

    /// An address and what its provider calls it.
    public record Named(String hash, String endpoint) {}

    /// What is known of these addresses, by hash.
    public Map<String, Fact> of(Collection<String> hashes) {
        var facts = new HashMap<String, Fact>();
        if (!hashes.isEmpty()) {
            transactions
                    .sql("SELECT address_hash, endpoint, gone_at, gone_code, registered_at FROM hk_device"
                            + " WHERE address_hash IN (:hashes)")
                    .param("hashes", hashes)
                    .query(rs -> {
                        facts.put(
                                rs.getString("address_hash"),
                                new Fact(
                                        rs.getString("endpoint"),
                                        CampaignRuns.instantOrNull(rs, "gone_at"),
                                        rs.getString("gone_code"),
                                        CampaignRuns.instantOrNull(rs, "registered_at")));
                    });
        }
        return facts;
    }

    /// Writes down that addresses are dead.
    public void gone(Fence fence, List<Gone> gone) {
        transactions.doFenced(fence, () -> markGone(gone));
    }

    /// The same for whoever hears of it without a run.
    public void gone(List<Gone> gone) {
        transactions.run(() -> {
            markGone(gone);
            return true;
        });
    }

    private void markGone(List<Gone> gone) {
        ensure(gone.stream().map(Gone::hash).toList());
        transactions.insertAll(
                "UPDATE hk_device SET gone_at = LOCALTIMESTAMP(6), gone_code = ?, registered_at = ?, endpoint = NULL"
                        + " WHERE address_hash = ?",
                gone,
                (row, _, one) -> {
                    var registered = one.registeredAt();
                    row.setString(1, one.code());
                    row.setObject(
                            2,
                            registered == null ? null : LocalDateTime.ofInstant(registered, ZoneOffset.UTC),
                            Types.TIMESTAMP);
                    row.setString(3, one.hash());
                });
    }

    /// Takes back that addresses are dead for one of these reasons.
    public void alive(List<String> hashes, Collection<String> codes) {
        for (int from = 0; from < hashes.size(); from += CHUNK) {
            transactions
                    .sql("UPDATE hk_device SET gone_at = NULL, gone_code = NULL"
                            + " WHERE address_hash IN (:hashes) AND gone_code IN (:codes)")
                    .param("hashes", hashes.subList(from, Math.min(hashes.size(), from + CHUNK)))
                    .param("codes", codes)
                    .update();
        }
    }

    /// Writes down what a provider calls addresses. That they live is so told, too.
    public void named(Fence fence, List<Named> named) {
        transactions.doFenced(fence, () -> {
            ensure(named.stream().map(Named::hash).toList());
            transactions.insertAll(
                    "UPDATE hk_device SET endpoint = ?, gone_at = NULL, gone_code = NULL WHERE address_hash = ?",
                    named,
                    (row, _, one) -> {
                        row.setString(1, one.endpoint());
                        row.setString(2, one.hash());
                    });
        });
    }

    /// In the order of the hashes, so that two who write the same do not wait for each other.
    private void ensure(List<String> hashes) {
        var missing = new TreeSet<>(hashes);
        if (missing.isEmpty()) {
            return;
        }
        missing.removeAll(Set.copyOf(transactions
                .sql("SELECT address_hash FROM hk_device WHERE address_hash IN (:hashes)")
                .param("hashes", missing)
                .query((rs, _) -> rs.getString(1))
                .list()));
        transactions.insertAll(
                "INSERT INTO hk_device (address_hash) VALUES (?)",
                List.copyOf(missing),
                (row, _, hash) -> row.setString(1, hash));
    }
}
