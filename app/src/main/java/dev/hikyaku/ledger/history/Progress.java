package dev.hikyaku.ledger.history;

import dev.hikyaku.ledger.Transactions;
import java.sql.Types;

/// Writes down what one transaction brought to an end, as a part of that transaction: it is there when that is, and
/// never twice. One row for all its changes or deliveries, so that nobody has to count those later.
public final class Progress {
    private Progress() {}

    /// Of a campaign.
    public static void write(Transactions transactions, String campaign, Counts counts) {
        write(transactions, Whose.campaign(campaign), counts, new Waits());
    }

    /// Writes one row, unless nothing came to an end.
    ///
    /// @param waits of what was accepted, as far as it was looked at
    public static void write(Transactions transactions, Whose whose, Counts counts, Waits waits) {
        if (counts.equals(Counts.NONE)) {
            return;
        }
        transactions
                .sql("INSERT INTO hk_settled (at, kind, name, taken_in, accepted, rejected, superseded, unsent,"
                        + " unknown_outcome, waits) VALUES (LOCALTIMESTAMP(6), :kind, :name, :takenIn, :accepted,"
                        + " :rejected, :superseded, :unsent, :unknown, :waits)")
                .param("kind", whose.kind())
                .param("name", whose.name())
                .param("takenIn", counts.takenIn())
                .param("accepted", counts.accepted())
                .param("rejected", counts.rejected())
                .param("superseded", counts.superseded())
                .param("unsent", counts.unsent())
                .param("unknown", counts.unknown())
                .param("waits", waits.text(), Types.VARCHAR)
                .update();
    }
}
