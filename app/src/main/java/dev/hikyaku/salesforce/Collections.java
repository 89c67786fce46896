package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.wire.Body;
import dev.hikyaku.salesforce.wire.Call;
import dev.hikyaku.salesforce.wire.RecordId;
import dev.hikyaku.salesforce.wire.Reply;
import dev.hikyaku.salesforce.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The low-latency lane: up to 200 rows in one call, answered row by row in their order; one row's failure
/// leaves the others alone (`allOrNone` false). Source: REST API Developer Guide, sObject Collections.
///
/// No call is repeated by this client. *Idempotent* in effect: an upsert by a unique external id and a delete
/// by id may be sent again, once [SalesforceException#mayHaveActed()] or a crash of ours left it open whether
/// they took effect. Until then nobody knows which version the records have, so nothing newer of the same keys
/// may be sent elsewhere meanwhile.
///
/// [SalesforceException.Refused] is about the whole call and nothing happened; with `JSON_PARSER_ERROR` one row
/// alone can cause it, so ask again with halves.
public final class Collections {

    /// Most rows of one call.
    public static final int MOST = 200;

    private static final String ROOT = "/composite/sobjects";

    private final Wire wire;

    Collections(Wire wire) {
        this.wire = wire;
    }

    /// How one call is made.
    ///
    /// @param allowDuplicates whether a record that a duplicate rule only warns about is saved all the same
    /// (`Sforce-Duplicate-Rule-Header`, from API version 52.0); rules that block stay
    /// @param timeout longest wait for the answer to begin
    public record Options(boolean allowDuplicates, Duration timeout) {

        public Options {
            if (!timeout.isPositive()) {
                throw new IllegalArgumentException("timeout: found " + timeout + ", wanted more than zero");
            }
        }

        /// Duplicate rules as they are.
        public static Options within(Duration timeout) {
            return new Options(false, timeout);
        }
    }

    /// Makes or changes records of one object, each found by its external id. The same external id twice in one
    /// call fails in both rows.
    ///
    /// *Idempotent* in effect when the external id is unique. When the answer is lost or has not one element
    /// for each row, it is [SalesforceException.NoAnswer]: some, all or none may have taken effect.
    ///
    /// @param rows 1 to 200, each with the external id among its values
    /// @return one answer per row, in their order
    public List<RowAnswer> upsert(String object, String externalIdField, List<CollectionRow> rows, Options options) {
        counted("rows", rows.size());
        var path = ROOT + "/" + BulkJobSpec.apiName("object", object) + "/"
                + BulkJobSpec.apiName("externalIdField", externalIdField);
        var json = new LinkedHashMap<String, Object>();
        json.put("allOrNone", false);
        json.put("records", rows.stream().map(row -> row.json(object)).toList());
        return send(Call.of("PATCH", path, Body.json(json)), rows.size(), options);
    }

    /// Moves records to the recycle bin.
    ///
    /// *Idempotent* in effect: a record that is gone fails with `ENTITY_IS_DELETED` or
    /// `INVALID_CROSS_REFERENCE_KEY`. A lost answer is [SalesforceException.NoAnswer], as for the upsert.
    ///
    /// @param ids 1 to 200; of several objects at most ten runs of the same one
    /// @return one answer per id, in their order
    public List<RowAnswer> delete(List<String> ids, Options options) {
        counted("ids", ids.size());
        ids.forEach(RecordId::checked);
        var path = ROOT + "?ids=" + String.join(",", ids) + "&allOrNone=false";
        return send(Call.of("DELETE", path, null), ids.size(), options);
    }

    private List<RowAnswer> send(Call call, int rows, Options options) {
        var timed = call.within(options.timeout());
        var reply = wire.sendForList(
                options.allowDuplicates() ? timed.with("Sforce-Duplicate-Rule-Header", "allowSave=true") : timed);
        var elements = reply.json().valueStream().toList();
        if (elements.size() != rows) {
            throw doubtful(reply, elements.size() + " answers to " + rows + " rows");
        }
        var answers = new ArrayList<RowAnswer>(rows);
        for (var element : elements) {
            var answer = RowAnswer.of(new Reply(reply.where(), element, reply.failures()));
            if (answer == null) {
                throw doubtful(reply, "a row that neither was saved nor failed");
            }
            answers.add(answer);
        }
        return List.copyOf(answers);
    }

    private static SalesforceException doubtful(Reply reply, String found) {
        return new SalesforceException.NoAnswer(reply.where(), found, null);
    }

    private static void counted(String what, int found) {
        if (found < 1 || found > MOST) {
            throw new IllegalArgumentException(what + ": found " + found + ", wanted 1 to " + MOST);
        }
    }
}
