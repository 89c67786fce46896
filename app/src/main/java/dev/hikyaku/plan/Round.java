package dev.hikyaku.plan;

import dev.hikyaku.ledger.Changes.FollowUp;
import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.salesforce.Collections;
import dev.hikyaku.sync.bulk.Batches;
import dev.hikyaku.sync.bulk.Extract;
import dev.hikyaku.sync.rows.Page;
import dev.hikyaku.sync.rows.Page.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One round of one operation by one lane, as a run would do it: by bulk job what a round brings to Salesforce is known
/// to the next one, by calls to the next call.
final class Round implements AutoCloseable {
    private final Desk desk;
    private final Backlog backlog;
    private final boolean bulk;
    private final Batches batches;
    private final Spool left = new Spool();
    private final Spool followUps = new Spool();
    private final List<Item> page = new ArrayList<>();
    private Keys accepted = new Keys();
    private boolean moved;
    private long rows;
    private long calls;

    /// What a round came to.
    ///
    /// @param moved whether anything was brought to an end
    record Result(boolean moved, long bulkJobs, long batches, long bulkRows, long calls) {}

    Round(Desk desk, Backlog backlog, boolean bulk) {
        this.desk = desk;
        this.backlog = backlog;
        this.bulk = bulk;
        this.batches =
                Batches.weighing(desk.columns(), desk.work().surroundings().largestCsv());
    }

    /// Carries what can travel; what is left takes the place of what was there.
    Result carry(String operation) {
        backlog.of(operation).read(item -> {
            take(item);
            return true;
        });
        judge();
        publish();
        followUps.read(item -> {
            left.add(item);
            return true;
        });
        backlog.replace(operation, left);
        return bulk
                ? new Result(moved, batches.count(), batches.internal(), rows, 0)
                : new Result(moved, 0, 0, 0, calls);
    }

    /// Whether a change may be taken up now.
    static boolean isFree(Desk desk, Item item) {
        var hold = item.hold();
        var isThere = hold == null || desk.foreseen().isAccepted(hold.sync(), hold.key());
        return isThere
                && (!item.behindDelete()
                        || desk.foreseen().isDeleted(desk.work().name(), item.key()));
    }

    private void take(Item item) {
        if (backlog.hasEnded(item)) {
            return;
        }
        if (item.overdue()) {
            reject(item, "HK3011", "it waited beyond its deadline");
        } else if (isFree(desk, item) && !(bulk && item.change().hard())) {
            page.add(item.behindDelete() ? item.afterDelete() : item);
            if (page.size() == (bulk ? Extract.PAGE : Collections.MOST)) {
                judge();
            }
        } else {
            left.add(item);
        }
    }

    private void reject(Item item, String code, String reason) {
        desk.tally().rejected(item, code, reason);
        desk.foreseen().refused(desk.work().name(), item.key(), code);
        moved = true;
    }

    private void judge() {
        if (page.isEmpty()) {
            return;
        }
        var items = new HashMap<Long, Item>();
        page.forEach(item -> items.put(item.change().id(), item));
        var changes = page.stream().map(Item::change).toList();
        page.clear();
        var judged = Page.judge(desk.work(), desk.columns(), changes, desk.foreseen());
        var travelling = bulk ? judged.without(row -> row.isHard(desk.columns())) : judged.rows();
        settle(judged, items);
        travel(travelling, items);
        if (bulk) {
            batches.add(travelling);
            batches.forgetRows();
            rows += travelling.size();
        } else {
            calls += travelling.isEmpty() ? 0 : 1;
            publish();
        }
    }

    private void settle(Page judged, Map<Long, Item> items) {
        var verdicts = judged.verdicts(List.of());
        moved |= verdicts.decided() > 0;
        desk.tally().superseded(verdicts.superseded().size());
        desk.tally().absent(verdicts.absent().size());
        backlog.end(verdicts.superseded());
        backlog.end(verdicts.absent());
        for (var refusal : verdicts.refused()) {
            reject(of(items, refusal.id()), refusal.code(), refusal.reason());
        }
        for (var hold : verdicts.held()) {
            left.add(of(items, hold.id()).heldBy(new Item.Hold(hold.sync(), hold.key(), hold.reason())));
        }
        verdicts.hard().forEach(id -> left.add(of(items, id).made(true)));
        var byKey = new HashMap<String, Item>();
        items.values().forEach(item -> byKey.put(item.key(), item));
        verdicts.followUps()
                .forEach(
                        followUp -> followUps.add(follow(Objects.requireNonNull(byKey.get(followUp.key())), followUp)));
    }

    private static Item of(Map<Long, Item> items, long id) {
        return Objects.requireNonNull(items.get(id));
    }

    /// The second change of a record, which waits from the beginning.
    private Item follow(Item first, FollowUp followUp) {
        var change = first.change();
        var remoteId = change.remoteId();
        var second = new Waiting(
                backlog.nextId(),
                change.key(),
                change.newest() + 1,
                "upsert",
                followUp.payload(),
                0,
                false,
                change.newest() + 1,
                change.version(),
                remoteId == null ? desk.work().name() + " " + change.key() + " (new)" : remoteId);
        var hold = new Item.Hold(followUp.parentSync(), followUp.parentKey(), followUp.reason());
        return new Item(second, hold, false, false, true);
    }

    private void travel(List<Row> travelling, Map<Long, Item> items) {
        moved |= !travelling.isEmpty();
        var upserts =
                travelling.stream().filter(row -> !row.change().isDelete()).toList();
        var compared = desk.comparison().compare(upserts);
        for (int i = 0; i < upserts.size(); i++) {
            var item = of(items, upserts.get(i).change().id());
            desk.tally().travels(item, compared.get(i));
            accepted.add(item.key());
        }
        for (var row : travelling) {
            if (row.change().isDelete()) {
                desk.tally().deleted(of(items, row.change().id()));
                desk.foreseen().deleted(desk.work().name(), row.change().key());
            }
        }
    }

    private void publish() {
        desk.foreseen().accepted(desk.work().name(), accepted);
        accepted = new Keys();
    }

    @Override
    public void close() {
        batches.close();
        followUps.close();
    }
}
