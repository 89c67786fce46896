package dev.hikyaku.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Outcome;
import dev.hikyaku.sync.Codes.Judged;
import dev.hikyaku.sync.Codes.Line;
import dev.hikyaku.sync.Codes.Situation;
import dev.hikyaku.sync.Codes.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every line of `codes.csv` does.
class CodesTest {
    private static final Set<String> REFERENCES = Set.of("accountid");

    static Stream<Line> lines() {
        return Codes.table().stream();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void everyLineIsReached(Line line) {
        assertThat(judge(line, "upsert", 0).verdict()).isEqualTo(line.upsert().verdict());
        if (!line.variant().equals("reference")) {
            assertThat(judge(line, "delete", 0).verdict())
                    .isEqualTo(line.delete().verdict());
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void everyLineDoesWhatItsVerdictSays(Line line) {
        var outcome = judge(line, "upsert", 0).outcome();
        switch (line.upsert().verdict()) {
            case RELEASED, WAITS ->
                assertThat(outcome)
                        .isEqualTo(
                                new Outcome.Released(line.code(), error(line).reason(), Backoff.pause(0, "a parent")));
            case REJECTED ->
                assertThat(outcome)
                        .isEqualTo(new Outcome.Rejected(line.code(), error(line).reason()));
            case PAUSES_SYNC, PAUSES_ORG ->
                assertThat(outcome)
                        .isEqualTo(new Outcome.Released(line.code(), error(line).reason(), Duration.ZERO));
            case GONE -> assertThat(line).as("only deletes find nothing").isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void everyLineEndsAtItsBoundAndNoOtherDoes(Line line) {
        for (var operation : List.of("upsert", "delete")) {
            var rule = operation.equals("upsert") ? line.upsert() : line.delete();
            if (line.variant().equals("reference") && operation.equals("delete")) {
                continue;
            }
            if (rule.tries() > 0) {
                assertThat(judge(line, operation, rule.tries() - 2).outcome()).isInstanceOf(Outcome.Released.class);
                assertThat(judge(line, operation, rule.tries() - 1).outcome())
                        .isEqualTo(new Outcome.Rejected(
                                line.code(),
                                "tried " + rule.tries() + " times: "
                                        + error(line).reason()));
            } else {
                assertThat(judge(line, operation, 1_000).outcome().word())
                        .isEqualTo(judge(line, operation, 0).outcome().word());
            }
        }
    }

    @Test
    void namesEachLineOnceAndAUsualOneForEachCode() {
        assertThat(Codes.table()).extracting(Line::name).doesNotHaveDuplicates().hasSize(51);
        assertThat(Codes.table())
                .allSatisfy(line -> assertThat(Codes.table())
                        .anyMatch(other -> other.code().equals(line.code())
                                && other.variant().isEmpty()));
        assertThat(Codes.table()).extracting(Line::turn).containsOnly("app", "admin", "nobody");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_FIELD:Foreign key external ID: 7 not found for field Key__c in entity Account:--, waits",
        "INVALID_FIELD:外部 ID が見つかりません:AccountId --, waits",
        "INVALID_FIELD:外部 ID が見つかりません:Other__c --, pausesSync",
        "INVALID_FIELD:No such column 'X':--, pausesSync",
        "INVALID_FIELD:More than one record found for external id 7:AccountId --, pausesSync",
        "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--, waits",
        "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:ACCOUNTID --, waits",
        "INVALID_CROSS_REFERENCE_KEY:Owner ID:OwnerId --, rejected",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:T: System.LimitException: Too many SOQL queries: 101:--, released",
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:T: System.NullPointerException:--, rejected"
    })
    void tellsTheMeaningsOfACodeApart(String cell, String verdict) {
        var judged = Codes.judge(RowError.of(cell), new Situation("upsert", 0, null, REFERENCES));
        assertThat(judged.verdict().word()).isEqualTo(verdict);
    }

    @Test
    void waitsForNoParentWhereThereIsNone() {
        var error = RowError.of("INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--");
        assertThat(Codes.judge(error, new Situation("upsert", 0, null, Set.of()))
                        .verdict())
                .isEqualTo(Verdict.REJECTED);
        assertThat(Codes.judge(error, new Situation("delete", 0, null, REFERENCES)))
                .isEqualTo(new Judged(Verdict.GONE, new Outcome.Accepted(null)));
    }

    @Test
    void takesWhatItDoesNotKnowForARefusal() {
        var judged = Codes.judge(RowError.of("SOMETHING_NEW:no"), new Situation("upsert", 0, null, Set.of()));
        assertThat(judged.outcome()).isEqualTo(new Outcome.Rejected("SOMETHING_NEW", "no"));
        assertThat(Codes.isKnown("SOMETHING_NEW")).isFalse();
        assertThat(Codes.line("SOMETHING_NEW").turn()).isEqualTo("admin");
    }

    @Test
    void readsTheCellOfAResultFile() {
        assertThat(RowError.of("A_CODE:a message: with colons:First__c, Second__c --"))
                .isEqualTo(new RowError("A_CODE", "a message: with colons", List.of("First__c", "Second__c")));
        assertThat(RowError.of("A_CODE:a message:--")).isEqualTo(new RowError("A_CODE", "a message", List.of()));
        assertThat(RowError.of("A_CODE:a message")).isEqualTo(new RowError("A_CODE", "a message", List.of()));
        assertThat(RowError.of("A_CODE")).isEqualTo(new RowError("A_CODE", "", List.of()));
        assertThat(RowError.of("A_CODE:a message:A,B --").reason()).isEqualTo("a message [A,B]");
    }

    private static Judged judge(Line line, String operation, int before) {
        return Codes.judge(error(line), new Situation(operation, before, parent(), REFERENCES));
    }

    private static @Nullable String parent() {
        return "a parent";
    }

    private static RowError error(Line line) {
        var field = line.variant().equals("reference") && line.hint().isEmpty() ? "AccountId" : "Other__c";
        return RowError.of(line.code() + ":before " + line.hint() + " behind:" + field + " --");
    }
}
