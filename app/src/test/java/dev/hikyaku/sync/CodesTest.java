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
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /// Said once more, because whatever follows from the table alone follows from a slip in it too.
    private static final String MEANINGS = """
            released: UNABLE_TO_LOCK_ROW ENTITY_IS_LOCKED ALREADY_IN_PROCESS QUERY_TIMEOUT \
            SERVICE_UNAVAILABLE PLATFORM_EVENT_PUBLISHING_UNAVAILABLE ALL_OR_NONE_OPERATION_ROLLED_BACK \
            PROCESSING_HALTED
            released 5: UNKNOWN_EXCEPTION CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY.apex
            released 2: DUPLICATE_EXTERNAL_ID DUPLICATE_VALUE
            pausesSync: INVALID_FIELD.ambiguous INVALID_FIELD INVALID_FIELD_FOR_INSERT_UPDATE \
            INSUFFICIENT_ACCESS INSUFFICIENT_ACCESS_OR_READONLY INVALID_EXTERNAL_ID_FIELD_NAME \
            INVALID_ENTITY_FOR_UPSERT INVALID_TYPE INACTIVE_OWNER_OR_USER
            waits: INVALID_FIELD.reference INVALID_CROSS_REFERENCE_KEY.reference \
            INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY.reference
            rejected: INVALID_CROSS_REFERENCE_KEY INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY \
            ENTITY_IS_DELETED DEPENDENCY_EXISTS DELETE_FAILED DELETE_REQUIRED_ON_CASCADE \
            REQUIRED_FIELD_MISSING STRING_TOO_LONG NUMBER_OUTSIDE_VALID_RANGE INVALID_EMAIL_ADDRESS \
            INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST FIELD_CUSTOM_VALIDATION_EXCEPTION \
            FIELD_FILTER_VALIDATION_EXCEPTION FIELD_INTEGRITY_EXCEPTION DUPLICATES_DETECTED \
            CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY CIRCULAR_DEPENDENCY INVALID_TYPE_ON_FIELD_IN_RECORD \
            MALFORMED_ID INVALID_ID_FIELD
            pausesOrg: API_CURRENTLY_DISABLED API_DISABLED_FOR_ORG REQUEST_LIMIT_EXCEEDED EXCEEDED_QUOTA \
            STORAGE_LIMIT_EXCEEDED LIMIT_EXCEEDED LICENSE_LIMIT_EXCEEDED
            delete gone: INVALID_CROSS_REFERENCE_KEY ENTITY_IS_DELETED
            delete released 12: DEPENDENCY_EXISTS DELETE_FAILED DELETE_REQUIRED_ON_CASCADE
            """;

    @Test
    void everyCodeMeansWhatItAlwaysMeant() {
        var meanings = new TreeMap<String, String>();
        for (var line : Codes.table()) {
            meanings.merge(meaning(line.upsert()), line.name(), (all, one) -> all + " " + one);
            if (!line.delete().equals(line.upsert())) {
                meanings.merge("delete " + meaning(line.delete()), line.name(), (all, one) -> all + " " + one);
            }
        }
        assertThat(meanings)
                .isEqualTo(MEANINGS.lines()
                        .map(line -> line.split(": ", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])));
    }

    private static String meaning(Codes.Rule rule) {
        return rule.verdict().word() + (rule.tries() > 0 ? " " + rule.tries() : "");
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
