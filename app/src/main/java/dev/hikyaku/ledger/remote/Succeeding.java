package dev.hikyaku.ledger.remote;

import dev.hikyaku.ledger.Outcome.Succession;
import dev.hikyaku.ledger.Story;
import dev.hikyaku.ledger.Transactions;
import java.util.LinkedHashMap;
import java.util.List;

/// An accepted change that gives an id up, or has something to say.
///
/// @param id of the change
/// @param key of its record
public record Succeeding(long id, String key, Succession succession) {

    /// Keeps former ids, before records get other ones; part of the transaction that settles.
    public static void write(Transactions transactions, String sync, String org, List<Succeeding> rows) {
        var successions = new LinkedHashMap<String, Succession>();
        rows.forEach(row -> successions.put(row.key(), row.succession()));
        new RemoteIds(transactions).succeed(sync, org, successions);
        transactions.insertAll(
                "UPDATE hk_change SET code = ?, reason = ? WHERE id = ?",
                rows.stream().filter(row -> row.succession().code() != null).toList(),
                (statement, _, row) -> {
                    var text = row.succession().text();
                    statement.setString(1, row.succession().code());
                    statement.setString(2, text == null ? null : Story.cut(text, 1000));
                    statement.setLong(3, row.id());
                });
    }
}
