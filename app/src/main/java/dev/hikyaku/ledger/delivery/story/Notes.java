package dev.hikyaku.ledger.delivery.story;

import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.Owed;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is written down beside the deliveries of runs: starts that nobody made, and tests on somebody's own phone.
/// Needs no lease, for nothing is claimed.
public final class Notes {
    private final Transactions transactions;

    /// Over the ledger's tables.
    public Notes(Transactions transactions) {
        this.transactions = transactions;
    }

    /// A test on one device, with its outcome.
    ///
    /// @param outcome `accepted`, `rejected`, `unknown`, or `cancelled` when the provider did not take it now
    public record Tested(
            Owed.Device device,
            String gateway,
            String outcome,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String messageId) {}

    /// Up to when starts of a campaign are made or written down as missed.
    ///
    /// @param otherwise answered, and remembered, for a campaign that is seen for the first time
    public Instant startsKnownUntil(String campaign, Instant otherwise) {
        return transactions.run(() -> {
            var id = campaignId(campaign);
            var known = transactions
                    .sql("SELECT known_until FROM hk_campaign WHERE id = ?")
                    .param(id)
                    .query((rs, _) -> Optional.ofNullable(rs.getObject(1, LocalDateTime.class)))
                    .single();
            if (known.isEmpty()) {
                advance(id, otherwise);
            }
            return known.map(time -> time.toInstant(ZoneOffset.UTC)).orElse(otherwise);
        });
    }

    /// Starts up to here are made or written down; never goes back.
    public void knowStartsUntil(String campaign, Instant until) {
        transactions.run(() -> advance(campaignId(campaign), until));
    }

    private int advance(int campaign, Instant until) {
        var time = LocalDateTime.ofInstant(until, ZoneOffset.UTC);
        return transactions
                .sql("UPDATE hk_campaign SET known_until = ? WHERE id = ? AND (known_until IS NULL OR known_until < ?)")
                .params(time, campaign, time)
                .update();
    }

    /// Writes down a start that nobody made, unless its key is known.
    ///
    /// @return whether it was not known
    public boolean missed(String campaign, String key, String reason) {
        return transactions.run(() -> {
            var id = campaignId(campaign);
            if (run(id, key).isPresent()) {
                return false;
            }
            insert(id, key, "missed", reason, 0);
            return true;
        });
    }

    /// Writes down a test.
    ///
    /// @param to whom it went to, and how it was worded
    public void tested(String campaign, String key, Recipient to, List<Tested> tests) {
        transactions.run(() -> {
            var id = campaignId(campaign);
            insert(id, key, "tested", "a test on the phones of user " + to.user(), tests.size());
            var run = run(id, key).orElseThrow();
            transactions.insertAll(
                    "INSERT INTO hk_delivery (campaign_id, device_no, run_id, pass, user_key, params, kind,"
                            + " address_hash, platform, gateway, message_id, attempts, state, outcome, code, reason,"
                            + " due_at, sent_at, settled_at) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 1, 'settled', ?,"
                            + " ?, ?, LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), LOCALTIMESTAMP(6))",
                    tests,
                    (row, index, test) -> {
                        row.setInt(1, id);
                        row.setInt(2, index);
                        row.setLong(3, run);
                        row.setString(4, to.user());
                        row.setString(5, to.params());
                        row.setString(6, test.device().kind());
                        row.setString(7, test.device().hash());
                        row.setString(8, test.device().platform());
                        row.setString(9, test.gateway());
                        text(row, 10, test.messageId(), 200);
                        row.setString(11, test.outcome());
                        text(row, 12, test.code(), 80);
                        text(row, 13, test.reason(), 1000);
                    });
            return true;
        });
    }

    /// Whom a test went to, and the row it was worded with, as JSON.
    public record Recipient(String user, String params) {}

    private static void text(PreparedStatement row, int at, @Nullable String text, int most) throws SQLException {
        if (text == null) {
            row.setNull(at, Types.VARCHAR);
        } else {
            row.setString(at, Story.cut(text, most));
        }
    }

    private void insert(int campaign, String key, String state, String reason, int recipients) {
        transactions
                .sql("INSERT INTO hk_campaign_run (campaign_id, run_key, state, reason, holder, pass, audience_done,"
                        + " canary_passed, rows_read, duplicates, already_sent, recipients, more_devices, started_at,"
                        + " expires_at, ended_at) VALUES (?, ?, ?, ?, ?, 0, TRUE, TRUE, ?, 0, 0, ?, 0,"
                        + " LOCALTIMESTAMP(6), LOCALTIMESTAMP(6), LOCALTIMESTAMP(6))")
                .params(
                        campaign,
                        key,
                        state,
                        reason,
                        "process " + Holder.self().pid() + " on "
                                + Holder.self().host(),
                        recipients,
                        recipients)
                .update();
    }

    private Optional<Long> run(int campaign, String key) {
        return transactions
                .sql("SELECT id FROM hk_campaign_run WHERE campaign_id = ? AND run_key = ?")
                .params(campaign, key)
                .query(Long.class)
                .optional();
    }

    private int campaignId(String campaign) {
        var known = knownId(campaign);
        if (known.isEmpty()) {
            transactions
                    .sql("INSERT INTO hk_campaign (name) VALUES (?)")
                    .param(campaign)
                    .update();
            known = knownId(campaign);
        }
        return known.orElseThrow();
    }

    private Optional<Integer> knownId(String campaign) {
        return transactions
                .sql("SELECT id FROM hk_campaign WHERE name = ?")
                .param(campaign)
                .query(Integer.class)
                .optional();
    }
}
