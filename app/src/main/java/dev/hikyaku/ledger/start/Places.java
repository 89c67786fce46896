package dev.hikyaku.ledger.start;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Transactions;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the run of a sync stands, so that the next process knows where this one died; and how often processes died at
/// the same place without getting any further. A run that is asked to stop leaves its place; one that is killed can't.
public final class Places {
    private static final Set<String> TAKING_IN = Set.of("outbox", "scan");

    private final Transactions transactions;

    /// Over the ledger's tables.
    public Places(Transactions transactions) {
        this.transactions = transactions;
    }

    /// What earlier processes left.
    ///
    /// @param lastDeath where the last of them died, and how far the sync was; null when none did
    /// @param deaths in a row at that place
    /// @param pausedAt since when nobody may run it; null when anybody may
    public record Trail(
            String lease,
            @Nullable String lastDeath,
            int deaths,
            @Nullable Instant pausedAt) {
        /// The stage in which the last process died; empty when none did.
        public String stage() {
            return lastDeath == null ? "" : lastDeath.split(" at ", 2)[0];
        }
    }

    private record Row(
            @Nullable String place,
            @Nullable String lastDeath,
            int deaths,
            @Nullable LocalDateTime pausedAt) {}

    /// Looks at what the last process left, and counts its death when it left its place without a word.
    ///
    /// @param most deaths at one place after which the sync is paused
    public Trail begin(Fence fence, String sync, int most) {
        return transactions.fenced(fence, () -> {
            var row = read(fence.lease());
            if (row.isEmpty()) {
                transactions
                        .sql("INSERT INTO hk_place (name, deaths) VALUES (?, 0)")
                        .param(fence.lease())
                        .update();
                return new Trail(fence.lease(), null, 0, null);
            }
            var place = row.get().place();
            if (place == null) {
                return trail(fence.lease());
            }
            var death = place + " at " + progress(place, sync);
            var deaths = death.equals(row.get().lastDeath()) ? row.get().deaths() + 1 : 1;
            transactions
                    .sql("UPDATE hk_place SET place = NULL, last_death = ?, deaths = ?, paused_at = "
                            + (deaths >= most ? "LOCALTIMESTAMP(6)" : "NULL") + " WHERE name = ?")
                    .params(death, deaths, fence.lease())
                    .update();
            return trail(fence.lease());
        });
    }

    /// How far a sync is: whoever dies at one place and gets further each time is not stuck. On the way out nothing is
    /// further because more came in, or a sync whose table never rests would never be paused.
    private String progress(String stage, String sync) {
        // One of which all rows go back is settled as well, and nothing is further.
        var settled = "bulk job "
                + number(
                        "SELECT id FROM hk_bulk_job WHERE sync = ? AND state = 'settled' AND accepted + rejected > 0"
                                + " ORDER BY id DESC LIMIT 1",
                        sync);
        return TAKING_IN.contains(stage)
                ? "intake " + number("SELECT MAX(id) FROM hk_intake WHERE sync = ?", sync) + ", " + settled
                : settled;
    }

    private long number(String query, String sync) {
        return transactions
                .sql(query)
                .param(sync)
                .query((rs, _) -> rs.getLong(1))
                .optional()
                .orElse(0L);
    }

    /// The run gets to a stage.
    public void enter(Fence fence, String stage) {
        write(fence, "place = :stage", stage);
    }

    /// The run has left the stage in which processes died: whatever killed them is over.
    public void passed(Fence fence) {
        write(fence, "place = :stage, last_death = NULL, deaths = 0", null);
    }

    /// The run ends by itself.
    public void leave(Fence fence) {
        write(fence, "place = :stage", null);
    }

    private void write(Fence fence, String set, @Nullable String stage) {
        transactions.doFenced(
                fence,
                () -> transactions
                        .sql("UPDATE hk_place SET " + set + " WHERE name = :name")
                        .param("stage", stage, Types.VARCHAR)
                        .param("name", fence.lease())
                        .update());
    }

    /// Lets a paused sync run again.
    ///
    /// @return whether it was paused
    public boolean resume(String lease) {
        return transactions.run(() -> transactions
                        .sql("UPDATE hk_place SET paused_at = NULL, last_death = NULL, deaths = 0"
                                + " WHERE name = ? AND paused_at IS NOT NULL")
                        .param(lease)
                        .update())
                == 1;
    }

    /// What is paused because processes died of it.
    public List<Trail> paused() {
        return transactions
                .sql("SELECT name FROM hk_place WHERE paused_at IS NOT NULL ORDER BY name")
                .query((rs, _) -> Objects.requireNonNull(rs.getString(1)))
                .list()
                .stream()
                .map(this::trail)
                .toList();
    }

    private Trail trail(String lease) {
        var row = read(lease).orElseThrow();
        return new Trail(
                lease,
                row.lastDeath(),
                row.deaths(),
                row.pausedAt() == null ? null : row.pausedAt().toInstant(ZoneOffset.UTC));
    }

    private Optional<Row> read(String lease) {
        return transactions
                .sql("SELECT place, last_death, deaths, paused_at FROM hk_place WHERE name = ?")
                .param(lease)
                .query((rs, _) -> new Row(
                        rs.getString("place"),
                        rs.getString("last_death"),
                        rs.getInt("deaths"),
                        rs.getObject("paused_at", LocalDateTime.class)))
                .optional();
    }
}
