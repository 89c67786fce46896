package dev.hikyaku.run.alert;

import dev.hikyaku.manifest.alert.Alerts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that people have to hear of.
///
/// @param kind such as `oldest`; its words stand in both languages
/// @param subject the sync, campaign or system it is about
/// @param id tells it from other causes of the kind and subject; empty where one is enough
/// @param values what the words name
/// @param since when it began, where that is known
/// @param rule whom to tell, and how long not again
record Cause(
        Kind kind,
        String subject,
        String id,
        List<String> values,
        @Nullable Instant since,
        Alerts.Rule rule) {

    Cause {
        values = List.copyOf(values);
    }

    /// What can be wrong.
    enum Kind {
        /// Too many changes of a sync were rejected.
        REJECTED,
        /// A change waits too long.
        OLDEST,
        /// The books do not balance.
        UNACCOUNTED,
        /// A scheduled run never came.
        MISSED,
        /// Little is left of the org's API calls.
        QUOTA,
        /// Salesforce does not let us in.
        LOGIN,
        /// An audience is much larger or smaller than usual.
        AUDIENCE,
        /// Many devices of a run are dead.
        DEVICES;

        /// Whether it is an event: over as soon as it is told.
        boolean isEvent() {
            return this == MISSED || this == AUDIENCE || this == DEVICES;
        }
    }

    /// Its name in the ledger.
    String name() {
        var name = subject + " " + word() + (id.isEmpty() ? "" : " " + id);
        return name.length() <= 190 ? name : name.substring(0, 180) + Integer.toHexString(name.hashCode());
    }

    /// Its kind as the words and machines have it.
    String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
