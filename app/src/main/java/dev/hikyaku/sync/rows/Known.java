package dev.hikyaku.sync.rows;

import dev.hikyaku.ledger.Claims.Open;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Records.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What judging has to know of records: the ledger's word, or in a plan what it would be by then.
public interface Known {
    /// All changes of these keys that are not over, by key and version.
    List<Open> open(String sync, Collection<String> keys);

    /// Remote ids by key, for those of the keys that have one.
    Map<String, String> remoteIds(String sync, Collection<String> keys);

    /// How it stands with those of the keys that have none.
    Map<String, Standing> standing(String sync, Collection<String> keys);

    /// What was last accepted of those of the keys that are in Salesforce: the payloads.
    Map<String, String> acceptedPayloads(String sync, Collection<String> keys);

    /// What the ledger holds.
    static Known of(Ledger ledger) {
        return new Known() {
            @Override
            public List<Open> open(String sync, Collection<String> keys) {
                return ledger.claims().open(sync, keys);
            }

            @Override
            public Map<String, String> remoteIds(String sync, Collection<String> keys) {
                return ledger.records().remoteIds(sync, keys);
            }

            @Override
            public Map<String, Standing> standing(String sync, Collection<String> keys) {
                return ledger.records().standing(sync, keys);
            }

            @Override
            public Map<String, String> acceptedPayloads(String sync, Collection<String> keys) {
                return ledger.records().acceptedPayloads(sync, keys);
            }
        };
    }
}
