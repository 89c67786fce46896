package dev.hikyaku.ledger.delivery;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.story.Spent;
import dev.hikyaku.ledger.dialect.Dialect;
import dev.hikyaku.ledger.dialect.H2;
import dev.hikyaku.ledger.dialect.MariaDb;
import dev.hikyaku.ledger.dialect.PostgreSql;
import dev.hikyaku.ledger.history.Counts;
import dev.hikyaku.ledger.history.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// Rows of an audience becoming deliveries, chunk by chunk. Reading may break off anywhere and begin anew: a row that
/// is there already is seen again, not counted twice.
public final class Recipients {
    /// Rows that are best handed in at once.
    public static final int CHUNK = 5_000;

    private static final int PER_INSERT = 1_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Transactions transactions;
    private final Dialect dialect;

    Recipients(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /// One row of an audience.
    ///
    /// @param params the row, as JSON
    public record Recipient(OnceKey once, String user, String params) {}

    /// What a chunk came to.
    public record Chunk(int taken, int duplicates, int alreadySent) {}

    private record Known(long run, int pass) {
        /// In some run; nobody remembers in which.
        private static final Known ERASED = new Known(0, 0);
    }

    /// Writes one chunk, all or nothing.
    ///
    /// @param allNew whether none of its once-keys is likely to be there: they are looked up when one is after all
    public Chunk take(Fence fence, CampaignRun run, List<Recipient> rows, boolean allNew) {
        var distinct = new LinkedHashMap<OnceKey, Recipient>();
        rows.forEach(row -> distinct.putIfAbsent(row.once(), row));
        var tries = new AtomicInteger();
        return transactions.fenced(fence, () -> {
            var looks = tries.getAndIncrement() > 0 || !allNew;
            var known = looks ? known(run, distinct.keySet()) : erased(run, distinct.keySet());
            var fresh = new ArrayList<Recipient>();
            var seenAgain = new ArrayList<OnceKey>();
            for (var row : distinct.values()) {
                var there = known.get(row.once());
                if (there == null) {
                    fresh.add(row);
                } else if (there.run() == run.id() && there.pass() < run.pass()) {
                    seenAgain.add(row.once());
                }
            }
            var alreadySent = (int) rows.stream()
                    .map(row -> known.get(row.once()))
                    .filter(there -> there != null && there.run() != run.id())
                    .count();
            var duplicates = rows.size() - fresh.size() - seenAgain.size() - alreadySent;
            insert(run, fresh);
            see(run, seenAgain);
            var chunk = new Chunk(fresh.size(), duplicates, alreadySent);
            count(run, rows.size(), chunk);
            Progress.write(transactions, run.campaign(), Counts.came(chunk.taken()));
            return chunk;
        });
    }

    private Map<OnceKey, Known> known(CampaignRun run, Collection<OnceKey> keys) {
        var known = new LinkedHashMap<OnceKey, Known>();
        transactions
                .sql("SELECT once_hash, run_id, pass FROM hk_delivery"
                        + " WHERE campaign_id = :campaign AND once_hash IN (:keys) AND device_no = 0")
                .param("campaign", run.campaignId())
                .param("keys", keys.stream().map(OnceKey::bytes).toList())
                .query(rs -> {
                    known.put(OnceKey.of(rs.getBytes(1)), new Known(rs.getLong(2), rs.getInt(3)));
                });
        known.putAll(erased(run, keys));
        return known;
    }

    private Map<OnceKey, Known> erased(CampaignRun run, Collection<OnceKey> keys) {
        var erased = new LinkedHashMap<OnceKey, Known>();
        new Spent(transactions, dialect).erased(run.campaignId(), keys).forEach(key -> erased.put(key, Known.ERASED));
        return erased;
    }

    /// One statement for many rows, which travel as one JSON text; H2 takes a batch of single statements.
    private void insert(CampaignRun run, List<Recipient> rows) {
        for (int from = 0; from < rows.size(); from += PER_INSERT) {
            var some = rows.subList(from, Math.min(rows.size(), from + PER_INSERT));
            switch (dialect) {
                case H2 _ -> batch(run, some);
                case MariaDb _ ->
                    insert(
                            run,
                            some,
                            "UNHEX(s.once)",
                            "JSON_TABLE(:rows, '$[*]' COLUMNS (once CHAR(48) PATH '$.once',"
                                    + " user_key VARCHAR(190) PATH '$.user', params MEDIUMTEXT PATH '$.params')) s");
                case PostgreSql _ ->
                    insert(
                            run,
                            some,
                            "decode(s.once, 'hex')",
                            "(SELECT once, \"user\" AS user_key, params FROM json_to_recordset(CAST(:rows AS json))"
                                    + " AS j (once TEXT, \"user\" TEXT, params TEXT)) s");
            }
        }
    }

    private void insert(CampaignRun run, List<Recipient> rows, String once, String table) {
        var values = rows.stream()
                .map(row -> Map.of("once", row.once().hex(), "user", row.user(), "params", row.params()))
                .toList();
        transactions
                .sql("INSERT INTO hk_delivery (campaign_id, once_hash, device_no, run_id, pass, user_key, params,"
                        + " attempts, state, due_at) SELECT :campaign, " + once + ", 0, :run, :pass, s.user_key,"
                        + " s.params, 0, 'waiting', LOCALTIMESTAMP(6) FROM " + table)
                .param("campaign", run.campaignId())
                .param("run", run.id())
                .param("pass", run.pass())
                .param("rows", JSON.writeValueAsString(values))
                .update();
    }

    private void batch(CampaignRun run, List<Recipient> rows) {
        transactions.insertAll(
                "INSERT INTO hk_delivery (campaign_id, once_hash, device_no, run_id, pass, user_key, params,"
                        + " attempts, state, due_at) VALUES (?, ?, 0, ?, ?, ?, ?, 0, 'waiting', LOCALTIMESTAMP(6))",
                rows,
                (statement, _, row) -> {
                    statement.setInt(1, run.campaignId());
                    statement.setBytes(2, row.once().bytes());
                    statement.setLong(3, run.id());
                    statement.setInt(4, run.pass());
                    statement.setString(5, row.user());
                    statement.setString(6, row.params());
                });
    }

    private void see(CampaignRun run, List<OnceKey> keys) {
        if (!keys.isEmpty()) {
            transactions
                    .sql("UPDATE hk_delivery SET pass = :pass WHERE campaign_id = :campaign AND once_hash IN (:keys)"
                            + " AND device_no = 0")
                    .param("pass", run.pass())
                    .param("campaign", run.campaignId())
                    .param("keys", keys.stream().map(OnceKey::bytes).toList())
                    .update();
        }
    }

    private void count(CampaignRun run, int read, Chunk chunk) {
        transactions
                .sql("UPDATE hk_campaign_run SET rows_read = rows_read + ?, duplicates = duplicates + ?,"
                        + " already_sent = already_sent + ?, recipients = recipients + ? WHERE id = ?")
                .params(read, chunk.duplicates(), chunk.alreadySent(), chunk.taken(), run.id())
                .update();
    }
}
