package dev.hikyaku.plan;

import dev.hikyaku.ledger.Books.Owed;
import dev.hikyaku.ledger.Claims.Waiting;
import org.jspecify.annotations.Nullable;

/// A change on its way through a plan.
///
/// @param hold the record it waits for, or null
/// @param overdue whether it has waited beyond its deadline
/// @param behindDelete whether a delete of its record has to go first
/// @param later whether it carries only a reference that an earlier change left out
record Item(Waiting change, @Nullable Hold hold, boolean overdue, boolean behindDelete, boolean later) {

    /// The record a change waits for.
    record Hold(String sync, String key, String reason) {}

    static Item of(Owed owed) {
        var sync = owed.heldSync();
        var key = owed.heldKey();
        var reason = String.valueOf(owed.reason());
        var hold = sync == null || key == null ? null : new Hold(sync, key, reason);
        return new Item(owed.change(), hold, owed.overdue(), owed.behindDelete(), false);
    }

    String key() {
        return change.key();
    }

    Item heldBy(Hold by) {
        return new Item(change, by, overdue, behindDelete, later);
    }

    /// It can travel by the Collections lane alone.
    Item made(boolean hard) {
        var like = change;
        return new Item(
                new Waiting(
                        like.id(),
                        like.key(),
                        like.version(),
                        like.operation(),
                        like.payload(),
                        like.attempts(),
                        hard,
                        like.newest(),
                        like.acceptedVersion(),
                        like.remoteId()),
                hold,
                overdue,
                behindDelete,
                later);
    }

    /// Its record was deleted before it.
    Item afterDelete() {
        var like = change;
        return new Item(
                new Waiting(
                        like.id(),
                        like.key(),
                        like.version(),
                        like.operation(),
                        like.payload(),
                        like.attempts(),
                        like.hard(),
                        like.newest(),
                        like.acceptedVersion(),
                        null),
                hold,
                overdue,
                false,
                later);
    }
}
