package dev.hikyaku.metrics.log;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Everything that is told as an event in the logs, where they are JSON (`HIKYAKU_LOG_FORMAT=json`): a few lines a
/// run and one for each bulk job. No payload, no key of a record, no address: those stand in the ledger.
public enum LogEvent {
    /// The resident service begins.
    SERVE_BEGUN(Level.INFO, "serve.begun", "`serve` begins", "syncs"),
    /// The resident service ends.
    SERVE_ENDED(Level.INFO, "serve.ended", "`serve` has ended", "exit_code"),
    /// A run begins.
    RUN_BEGUN(Level.INFO, "run.begun", "a run of syncs or of a campaign begins", "run", "run_key"),
    /// A run ended.
    RUN_ENDED(
            Level.INFO,
            "run.ended",
            "a run has ended, with its books",
            "run",
            "run_key",
            "exit_code",
            "seconds",
            "accepted",
            "rejected",
            "waiting",
            "unaccounted"),
    /// A scheduled run never came.
    RUN_MISSED(Level.WARN, "run.missed", "a scheduled run never came", "run", "instant"),
    /// A bulk job is settled.
    BULK_JOB_SETTLED(
            Level.INFO,
            "bulk_job.settled",
            "all rows of a bulk job or of a call have their outcome",
            "sync",
            "bulk_job",
            "rows",
            "accepted",
            "rejected",
            "released"),
    /// Something is in the way.
    TROUBLE(Level.WARN, "trouble", "something is in the way; with the code of its message", "sync", "code"),
    /// A lease is lost.
    LEASE_LOST(Level.WARN, "lease.lost", "a lease passed to somebody else while it was held", "lease"),
    /// Salesforce does not let us in.
    LOGIN_REFUSED(Level.ERROR, "login.refused", "Salesforce does not let us in; a person must act", "code"),
    /// Salesforce lets us in again.
    LOGIN_ACCEPTED(Level.INFO, "login.accepted", "Salesforce lets us in again"),
    /// The books don't come out.
    UNACCOUNTED(Level.ERROR, "unaccounted", "changes are unaccounted for: a fault of Hikyaku", "sync", "changes");

    /// Name of the logger of all events.
    public static final String LOGGER = "dev.hikyaku.events";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final Level level;
    private final String word;
    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
    private final List<String> fields;

    LogEvent(Level level, String word, String text, String... fields) {
        this.level = level;
        this.word = word;
        this.text = text;
        this.fields = List.of(fields);
    }

    /// As it stands in `event.action`.
    public String word() {
        return word;
    }

    /// How much it matters.
    public Level level() {
        return level;
    }

    /// What it says.
    public String text() {
        return text;
    }

    /// What stands beside it, below `hikyaku`.
    public List<String> fields() {
        return fields;
    }

    /// Tells it.
    ///
    /// @param values of its fields, by name
    /// @throws IllegalArgumentException for a field that is not in the list
    public void tell(Map<String, ?> values) {
        if (!fields.containsAll(values.keySet())) {
            throw new IllegalArgumentException(word + ": found " + values.keySet() + ", wanted some of " + fields);
        }
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        var line = LOG.atLevel(level).addKeyValue("event.action", word);
        for (var field : fields) {
            var value = values.get(field);
            if (value != null) {
                line = line.addKeyValue("hikyaku." + field, value);
            }
        }
        line.log(text.replace("`", ""));
    }
}
