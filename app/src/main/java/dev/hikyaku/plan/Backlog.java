package dev.hikyaku.plan;

import dev.hikyaku.intake.Findings;
import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Claims.Open;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.ledger.Records.Newest;
import dev.hikyaku.sync.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The changes of one sync that a run would have before it: what waits in the ledger, then what it would take in; in
/// that order, each operation apart.
final class Backlog implements Findings.Taking, AutoCloseable {
    private static final int PAGE = 5_000;

    private final Work work;
    private final Foreseen foreseen;
    private final Keys renewed = new Keys();
    private final Set<Long> ended = new HashSet<>();
    private Spool upserts = new Spool();
    private Spool deletes = new Spool();
    private long found;
    private long lastId;
    private @Nullable String objection;

    Backlog(Work work, Foreseen foreseen) {
        this.work = work;
        this.foreseen = foreseen;
    }

    /// Gathers them all.
    ///
    /// @param findings of its source, or null when it is not scanned
    /// @return rows that were compared, or null
    @Nullable
    Long fill(@Nullable Findings findings) {
        var rows = findings == null ? null : (Long) findings.find(this).rows();
        replace("upsert", behindTheLedgers("upsert", upserts));
        replace("delete", behindTheLedgers("delete", deletes));
        return rows;
    }

    @Override
    public void objects(String text) {
        objection = text;
    }

    @Override
    public void take(List<NewChange> changes) {
        var keys = changes.stream().map(NewChange::key).toList();
        var newest = work.ledger().records().newest(work.name(), keys);
        var open = work.ledger().claims().open(work.name(), newest.keySet()).stream()
                .filter(Open::waiting)
                .toList();
        var deleted = new HashSet<String>();
        for (var one : open) {
            if (one.delete()) {
                deleted.add(one.key());
            } else {
                renewed.add(one.key());
            }
        }
        for (var change : changes) {
            var known = newest.getOrDefault(change.key(), Newest.NONE);
            add(change, known, deleted.contains(change.key()) && known.remoteId() != null);
        }
        found += changes.size();
    }

    private void add(NewChange change, Newest known, boolean isDeleted) {
        foreseen.found(work.name(), change.key());
        var isDelete = change.payload() == null;
        var version = known.version() + 1;
        var waiting = new Waiting(
                nextId(),
                change.key(),
                version,
                isDelete ? "delete" : "upsert",
                change.payload(),
                0,
                false,
                version,
                known.acceptedVersion(),
                known.remoteId());
        (isDelete ? deletes : upserts).add(new Item(waiting, null, false, isDeleted && !isDelete, false));
    }

    /// An id for a change that the ledger does not have: negative.
    long nextId() {
        return --lastId;
    }

    /// What waits in the ledger, and behind it what was found.
    private Spool behindTheLedgers(String operation, Spool newer) {
        var all = new Spool();
        long after = 0;
        var page = work.ledger().books().owed(work.name(), operation, after, PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(owed -> owed.change().isDelete()
                            || !renewed.contains(owed.change().key()))
                    .forEach(owed -> all.add(Item.of(owed)));
            after = page.getLast().change().id();
            page = work.ledger().books().owed(work.name(), operation, after, PAGE);
        }
        newer.read(item -> {
            all.add(item);
            return true;
        });
        return all;
    }

    Spool of(String operation) {
        return operation.equals("delete") ? deletes : upserts;
    }

    /// What is left of an operation.
    void replace(String operation, Spool left) {
        of(operation).close();
        if (operation.equals("delete")) {
            deletes = left;
        } else {
            upserts = left;
        }
    }

    /// These changes came to their end in another one.
    void end(List<Long> ids) {
        ended.addAll(ids);
    }

    boolean hasEnded(Item item) {
        return ended.contains(item.change().id());
    }

    /// All that is left.
    List<Spool> left() {
        return new ArrayList<>(List.of(upserts, deletes));
    }

    long found() {
        return found;
    }

    /// What the guard says to the deletes.
    Optional<String> objection() {
        return Optional.ofNullable(objection);
    }

    @Override
    public void close() {
        upserts.close();
        deletes.close();
    }
}
