package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hikyaku.ledger.Claims.Waiting;
import dev.hikyaku.ledger.verdicts.Problems;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.ChangeList.Filter;
import dev.hikyaku.ledger.view.ChangeList.Line;
import dev.hikyaku.ledger.view.ChangeList.State;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.ProblemList;
import dev.hikyaku.ledger.view.Syncs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the views answer from indexes and from what is kept apart is what reading everything would answer.
abstract class AnswersContract extends StandingContract {
    private static final List<String> CODES = List.of("A", "AB", LONG);

    private JdbcClient everything() {
        return JdbcClient.create(ledger.dataSource());
    }

    /// Rounds of intakes, bulk jobs and resubmits, about few keys, so that much happens to each.
    private void live(Random random, int rounds) {
        for (var round = 0; round < rounds; round++) {
            takeIn(IntStream.range(0, 20)
                    .mapToObj(_ -> "k" + random.nextInt(40))
                    .distinct()
                    .toArray(String[]::new));
            var job = prepare();
            var some = waiting();
            decide(verdicts(job, some.stream().map(Waiting::id).toList(), List.of()));
            var frozen = ledger.bulkJobs().freeze(fence, job, "0".repeat(64), some.size(), 100);
            settle(
                    frozen,
                    some.stream()
                            .map(one -> new Settlement.Row(one.key(), outcome(random)))
                            .toArray(Settlement.Row[]::new));
            if (random.nextBoolean()) {
                ledger.changes().resubmit(SYNC, CODES.get(random.nextInt(3)), List.of(), 3);
            }
        }
    }

    private static Outcome outcome(Random random) {
        var code = CODES.get(random.nextInt(3));
        return switch (random.nextInt(4)) {
            case 0 -> new Outcome.Accepted("003000000000" + (100_000 + random.nextInt(900_000)));
            case 1 -> new Outcome.Released(code, "busy", Duration.ofHours(random.nextInt(2)));
            default ->
                new Outcome.Rejected(code, "value " + random.nextInt(9) + " is bad [F" + random.nextInt(3) + "__c]");
        };
    }

    private Map<String, Long> problemsOfEverything() {
        var found = new TreeMap<String, Long>();
        everything()
                .sql("SELECT c.code, c.reason FROM hk_change c JOIN hk_record r ON r.sync = c.sync"
                        + " AND r.record_key = c.record_key AND r.version = c.version WHERE c.outcome = 'rejected'")
                .query(rs -> {
                    found.merge(Problems.cause(rs.getString(1), rs.getString(2)), 1L, Long::sum);
                });
        return found;
    }

    private Map<String, Long> problems(@Nullable String code) {
        return ledger.view().problems().groups(new ProblemList.Filter(SYNC, code), SYNCS).stream()
                .filter(group -> group.state().equals("rejected"))
                .collect(Collectors.toMap(
                        group -> group.code() + " " + group.cause(),
                        group -> group.changes().count()));
    }

    @Test
    void problemsAreTheNewestChangesThatAreRejected() {
        var random = new Random(7);
        for (var time = 0; time < 4; time++) {
            live(random, 3);
            var all = problemsOfEverything();
            assertThat(problems(null)).isEqualTo(all).isNotEmpty();
            var ofCode = new HashMap<>(all);
            ofCode.keySet().removeIf(cause -> !cause.startsWith("A "));
            assertThat(problems("A")).isEqualTo(ofCode);
            assertThat(ledger.view().problems().open(SYNC))
                    .isEqualTo(new Bounded(
                            all.values().stream().mapToLong(Long::longValue).sum(), false));
            assertThat(keys("SELECT record_key FROM hk_record WHERE troubled = TRUE ORDER BY record_key"))
                    .isEqualTo(keys("SELECT record_key FROM hk_problem ORDER BY record_key"));
        }
    }

    /// It rejects, and takes newer changes in, without a word to those who keep problems by their causes.
    @Test
    void whatAnOlderVersionDoesToProblemsIsMended() {
        live(new Random(17), 6);
        var all = problemsOfEverything();
        var known = keys("SELECT record_key FROM hk_problem ORDER BY record_key");
        olderVersion(known);
        assertThat(problems(null)).isNotEqualTo(all);
        var audit = ledger.standing().problemAudit(List.of("account", SYNC));
        for (int round = 0; round < 2; round++) {
            int steps = 0;
            while (audit.step()) {
                assertThat(++steps).isLessThan(9);
            }
            assertThat(problems(null)).isEqualTo(all);
            assertThat(audit.mended()).isEqualTo(3);
        }
        assertThat(keys("SELECT record_key FROM hk_record WHERE troubled = TRUE ORDER BY record_key"))
                .isEqualTo(keys("SELECT record_key FROM hk_problem ORDER BY record_key"))
                .isEqualTo(known);
    }

    private void olderVersion(List<String> known) {
        assertThat(known).hasSizeGreaterThan(3);
        var sound = keys("SELECT record_key FROM hk_record WHERE troubled = FALSE ORDER BY record_key");
        assertThat(sound).isNotEmpty();
        everything()
                .sql("DELETE FROM hk_problem WHERE record_key = ?")
                .param(known.get(0))
                .update();
        trouble(known.get(0), false);
        everything()
                .sql("UPDATE hk_problem SET code = 'OLD', cause = 'OLD' WHERE record_key = ?")
                .param(known.get(1))
                .update();
        insertProblems("", 1);
        everything()
                .sql("UPDATE hk_problem SET record_key = ? WHERE record_key = '0'")
                .param(sound.getFirst())
                .update();
        trouble(sound.getFirst(), true);
    }

    private void trouble(String key, boolean troubled) {
        everything()
                .sql("UPDATE hk_record SET troubled = ? WHERE record_key = ?")
                .params(troubled, key)
                .update();
    }

    private List<String> keys(String statement) {
        return everything()
                .sql(statement)
                .query((rs, _) -> String.valueOf(rs.getString(1)))
                .list();
    }

    @Test
    void listsHoldWhatReadingEverythingFinds() {
        live(new Random(11), 6);
        for (var state : List.of(State.WAITING, State.ACCEPTED, State.REJECTED, State.SUPERSEDED, State.UNKNOWN)) {
            for (var code : Stream.concat(Stream.of(""), CODES.stream()).toList()) {
                var filter = new Filter(SYNC, state, code.isEmpty() ? null : code, null);
                var condition = (state == State.WAITING ? "outcome IS NULL" : "outcome = '" + state.word() + "'")
                        + (code.isEmpty() ? "" : " AND code = '" + code + "'");
                assertThat(ids(filter))
                        .as(condition)
                        .isEqualTo(everything()
                                .sql("SELECT id FROM hk_change WHERE " + condition + " ORDER BY id DESC")
                                .query(Long.class)
                                .list());
            }
        }
    }

    private List<Long> ids(Filter filter) {
        var ids = new ArrayList<Long>();
        @Nullable String cursor = null;
        do {
            var page = ledger.view().changes().page(filter, SYNCS, new Page.Wanted(cursor, 3));
            page.items().stream().map(Line::id).forEach(ids::add);
            cursor = page.next();
        } while (cursor != null);
        return ids;
    }

    @Test
    void whatWaitsIsCountedByItsCode() {
        live(new Random(13), 5);
        var all = new HashMap<String, Long>();
        everything()
                .sql("SELECT code, COUNT(*) FROM hk_change WHERE outcome IS NULL GROUP BY code")
                .query(rs -> {
                    all.put(String.valueOf(rs.getString(1)), rs.getLong(2));
                });
        assertThat(ledger.view().syncs().whyWaiting(SYNC))
                .isNotEmpty()
                .allSatisfy(why -> assertThat(all).containsEntry(String.valueOf(why.code()), why.changes()))
                .extracting(Syncs.Why::code)
                .hasSize(all.size());
    }

    @Test
    void whatIsGivenUpOrSkippedIsAProblem() {
        takeIn("1", "2", "3");
        var held = waiting().stream()
                .filter(one -> !one.key().equals("3"))
                .map(one -> new Claims.Hold(one.id(), "account", "9", "waits for account 9", Duration.ZERO))
                .toList();
        decide(verdicts(prepare(), List.of(), held));
        ledger.interventions().skip(SYNC, "3", "not wanted");
        assertThat(ledger.claims().giveUp(fence, run, SYNC)).isEqualTo(3);
        assertThat(problems(null)).isEqualTo(problemsOfEverything()).hasSize(2);
        takeIn("1", "2", "3");
        assertThat(problems(null)).isEmpty();
    }

    @Test
    void aCauseWithVeryManyRejectionsHidesNoOther() {
        insertProblems("B first", 3);
        insertProblems("M many", 20 * Bounded.MOST);
        insertProblems("Z last", 3);
        assertThat(ledger.view().problems().groups(new ProblemList.Filter(SYNC, null), SYNCS))
                .extracting(ProblemList.Group::code, ProblemList.Group::changes)
                .containsExactlyInAnyOrder(
                        tuple("M", new Bounded(Bounded.MOST, true)),
                        tuple("B", new Bounded(3, false)),
                        tuple("Z", new Bounded(3, false)));
    }

    private void insertProblems(String cause, int count) {
        var rows = IntStream.range(0, count)
                .mapToObj(row -> new Object[] {SYNC, cause + row, cause.isEmpty() ? "" : cause.substring(0, 1), cause})
                .toList();
        new JdbcTemplate(ledger.dataSource())
                .batchUpdate(
                        "INSERT INTO hk_problem (sync, record_key, code, cause, reason, at)"
                                + " VALUES (?, ?, ?, ?, 'x', LOCALTIMESTAMP(6))",
                        rows);
    }
}
