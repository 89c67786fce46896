package dev.hikyaku.crucible.doors;

import dev.hikyaku.crucible.promises.Court;
import dev.hikyaku.crucible.promises.Wish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// One change that an application hands in by some door.
///
/// @param number of the change, also its request id
/// @param version of the key, from 1
public record Handed(int number, String key, long version, boolean isDelete) {
    /// The object they all are of.
    static final String OBJECT = "Note__c";

    /// All changes of a programme: each key has a few versions, in any order; every twentieth key is deleted at last.
    ///
    /// @param court hears of them in the order of their versions
    static List<Handed> all(int changes, int keys, Court court, Random dice) {
        var versions = new int[keys];
        for (var number = 0; number < changes; number++) {
            versions[number < keys ? number : dice.nextInt(keys)]++;
        }
        var all = new ArrayList<Handed>(changes);
        for (var key = 0; key < keys; key++) {
            for (var version = 1; version <= versions[key]; version++) {
                var isDelete = key % 20 == 7 && version == versions[key];
                var one = new Handed(all.size(), "k" + key, version, isDelete);
                one.tell(court);
                all.add(one);
            }
        }
        Collections.shuffle(all, dice);
        return all;
    }

    private void tell(Court court) {
        if (isDelete) {
            court.withdrawn(OBJECT, key);
        } else {
            court.wished(new Wish(OBJECT, key, version, Map.of("Text__c", text()), Map.of()));
        }
    }

    /// What the record says at this version.
    String text() {
        return key + " 版 " + version;
    }

    /// Request id.
    String id() {
        return "change-" + number;
    }

    /// The change as every door takes it.
    String body() {
        var head = "{\"sync\":\"note\",\"key\":\"" + key + "\",\"version\":" + version + ",\"requestId\":\"" + id()
                + "\",\"op\":";
        return isDelete
                ? head + "\"delete\"}"
                : head + "\"upsert\",\"data\":{\"id\":\"" + key + "\",\"text\":\"" + text() + "\",\"counter\":"
                        + version + "}}";
    }
}
