package dev.hikyaku.simulators.salesforce.bulk;

import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Tells the journal what becomes of bulk jobs, before it becomes so.
record JobJournal(Journal journal, Clock clock) {

    /// Returns the moment the line tells, in milliseconds since 1970.
    long created(String job, long number, double apiVersion, JsonNode request) {
        var at = clock.millis();
        journal.write(new Lines(at).add("job.created", json -> {
            json.writeStringProperty("job", job);
            json.writeNumberProperty("number", number);
            json.writeNumberProperty("apiVersion", apiVersion);
            json.writePOJOProperty("request", request);
        }));
        return at;
    }

    /// Returns the moment the line tells, in milliseconds since 1970.
    long state(String job, JobState state, @Nullable String error) {
        var at = clock.millis();
        journal.write(new Lines(at).add("job.state", json -> {
            json.writeStringProperty("job", job);
            json.writeStringProperty("state", state.wire());
            Lines.text(json, "error", error);
        }));
        return at;
    }

    void retried(String job, int retries) {
        journal.write(new Lines(clock.millis()).add("job.retried", json -> {
            json.writeStringProperty("job", job);
            json.writeNumberProperty("retries", retries);
        }));
    }

    void deleted(String job) {
        journal.write(new Lines(clock.millis()).add("job.deleted", json -> json.writeStringProperty("job", job)));
    }
}
