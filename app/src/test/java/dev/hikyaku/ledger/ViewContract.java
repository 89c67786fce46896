package dev.hikyaku.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hikyaku.ledger.Changes.NewChange;
import dev.hikyaku.ledger.Changes.Origin;
import dev.hikyaku.ledger.view.Activity;
import dev.hikyaku.ledger.view.Bounded;
import dev.hikyaku.ledger.view.ChangeList;
import dev.hikyaku.ledger.view.ChangeList.Filter;
import dev.hikyaku.ledger.view.ChangeList.State;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.ProblemList;
import dev.hikyaku.ledger.view.RunList;
import dev.hikyaku.ledger.view.Search.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What people and machines see of a ledger, whatever database it lives in.
abstract class ViewContract extends AnswersContract {
    private static Filter of(@Nullable State state) {
        return new Filter(SYNC, state, null, null);
    }

    private List<String> allKeys(Filter filter, int limit) {
        var keys = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = ledger.view().changes().page(filter, SYNCS, new Page.Wanted(cursor, limit));
            page.items().forEach(line -> keys.add(line.key()));
            cursor = page.next();
        } while (cursor != null);
        return keys;
    }

    @Test
    void listsChangesPageByPageTheNewestFirst() {
        settle(
                claimAll("1", "2", "3"),
                accepted("1", "003000000000001AAA"),
                rejected("2", LONG, "a"),
                rejected("3", "OTHER", "b"));
        takeIn("4", "5");
        assertThat(allKeys(Filter.ALL, 2)).containsExactly("5", "4", "3", "2", "1");
        assertThat(allKeys(of(null), 2)).containsExactly("5", "4", "3", "2", "1");
        assertThat(allKeys(of(State.WAITING), 1)).containsExactly("5", "4");
        assertThat(allKeys(of(State.REJECTED), 1)).containsExactly("3", "2");
        assertThat(allKeys(of(State.ACCEPTED), 5)).containsExactly("1");
        assertThat(allKeys(of(State.SENT), 5)).isEmpty();
        assertThat(allKeys(new Filter(null, State.REJECTED, null, null), 1)).containsExactly("3", "2");
        assertThat(allKeys(new Filter(SYNC, null, LONG, null), 5)).containsExactly("2");
        assertThat(allKeys(new Filter("account", null, null, null), 5)).isEmpty();
    }

    @Test
    void aLineTellsTheStateAndWhatTheRecordHasInSalesforce() {
        settle(claimAll("1", "2"), accepted("1", "003000000000001AAA"), rejected("2", LONG, "too long [Name]"));
        takeIn("1");
        var changes = ledger.view().changes();
        assertThat(changes.page(of(null), SYNCS, Page.Wanted.first(9)).items())
                .extracting(
                        ChangeList.Line::key,
                        ChangeList.Line::version,
                        ChangeList.Line::state,
                        ChangeList.Line::code,
                        ChangeList.Line::remoteId)
                .containsExactly(
                        tuple("1", 2L, "waiting", null, "003000000000001AAA"),
                        tuple("2", 1L, "rejected", LONG, null),
                        tuple("1", 1L, "accepted", null, "003000000000001AAA"));
    }

    @Test
    void tellsClaimedAndSentApart() {
        var job = claimAll("1");
        assertThat(allKeys(of(State.CLAIMED), 5)).containsExactly("1");
        ledger.bulkJobs().opened(fence, job, "750000000000001AAA");
        ledger.bulkJobs().closed(fence, job, "InProgress");
        assertThat(allKeys(of(State.CLAIMED), 5)).isEmpty();
        assertThat(allKeys(of(State.SENT), 5)).containsExactly("1");
    }

    @Test
    void findsKeysByTheirBeginningInTheirOrder() {
        takeIn("A-1", "A-10", "A-2", "B-1", "a-1", "A-\uFF11", "A-\uD83D\uDE00", "A.");
        takeIn("A-10");
        assertThat(allKeys(new Filter(SYNC, null, null, "A-"), 2))
                .startsWith("A-1", "A-10", "A-10", "A-2")
                .hasSize(6)
                .contains("A-\uFF11", "A-\uD83D\uDE00");
        assertThat(allKeys(new Filter(SYNC, State.WAITING, null, "A-1"), 5)).containsExactly("A-1", "A-10", "A-10");
        assertThat(allKeys(new Filter(SYNC, State.REJECTED, null, "A-"), 5)).isEmpty();
    }

    @Test
    void looksOnWhereItEndedWhenMuchDoesNotFit() {
        hold("held");
        for (var some = 0; some < 3; some++) {
            var first = some * 7_000;
            takeIn(IntStream.range(first, first + 7_000)
                    .mapToObj(Integer::toString)
                    .toArray(String[]::new));
        }
        var wanted = new Filter(SYNC, State.WAITING, "HK3007", null);
        var first = ledger.view().changes().page(wanted, SYNCS, Page.Wanted.first(10));
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(allKeys(wanted, 10)).containsExactly("held");
        assertThat(ledger.view().changes().newest(wanted, 10)).hasSize(1);
    }

    @Test
    void refusesWhatItCantRead() {
        var changes = ledger.view().changes();
        assertThatThrownBy(() -> changes.page(of(null), SYNCS, new Page.Wanted("x'y", 5)))
                .isInstanceOf(Page.Unreadable.class)
                .hasMessage("cursor 'x'y': wanted the \"next\" of the page before");
        assertThatThrownBy(() -> changes.page(new Filter(SYNC, null, null, "1"), SYNCS, new Page.Wanted("!", 5)))
                .isInstanceOf(Page.Unreadable.class);
        assertThatThrownBy(() -> Page.Wanted.first(1_001)).isInstanceOf(Page.Unreadable.class);
        assertThatThrownBy(() -> new Filter(null, null, null, "1")).isInstanceOf(Page.Unreadable.class);
        assertThatThrownBy(() -> State.of("gone")).hasMessageContaining("wanted one of waiting, claimed, sent");
    }

    @Test
    void groupsProblemsByTheirCauseAndForgetsWhatWasResubmitted() {
        settle(
                claimAll("1", "2", "3", "4"),
                rejected("1", LONG, "Name: too long (max 80) [Name]"),
                rejected("2", LONG, "Name: too long (max 80) [Name]"),
                rejected("3", LONG, "City: too long [City]"),
                rejected("4", "CUSTOM", "order 17 is 'late'"));
        var problems = ledger.view().problems();
        assertThat(problems.groups(ProblemList.Filter.ALL, SYNCS))
                .extracting(ProblemList.Group::code, ProblemList.Group::cause, ProblemList.Group::changes)
                .containsExactlyInAnyOrder(
                        tuple(LONG, "Name", new Bounded(2, false)),
                        tuple(LONG, "City", new Bounded(1, false)),
                        tuple("CUSTOM", "order … is …", new Bounded(1, false)));
        assertThat(problems.groups(ProblemList.Filter.ALL, SYNCS).getFirst())
                .returns(List.of("1", "2"), ProblemList.Group::keys)
                .returns("rejected", ProblemList.Group::state)
                .satisfies(group -> assertThat(group.first()).isBeforeOrEqualTo(group.last()));
        ledger.changes().resubmit(SYNC, null, List.of("1"), 10);
        takeIn("3");
        assertThat(problems.groups(new ProblemList.Filter(SYNC, LONG), SYNCS))
                .singleElement()
                .returns(List.of("2"), ProblemList.Group::keys);
    }

    @Test
    void whatWaitsWithAReasonIsAProblemToo() {
        hold("1", "2");
        assertThat(ledger.view().problems().groups(ProblemList.Filter.ALL, SYNCS))
                .singleElement()
                .returns("waiting", ProblemList.Group::state)
                .returns("HK3007", ProblemList.Group::code)
                .returns("waits for account …", ProblemList.Group::cause);
    }

    @Test
    void tellsOfARunWhatWasKeptOfIt() {
        settle(claimAll("1", "2"), accepted("1", "003000000000001AAA"), rejected("2", LONG, "a"));
        ledger.story().note(run, SYNC, "orphan-gone", "750000000000009AAA");
        var books = new Books.Balance(SYNC, 2, 1, 1, 0, 0, 0);
        ledger.runs().keep(run, List.of(books), List.of(new Runs.Stage(SYNC, "extract", 2, 17)));
        ledger.runs().keep(run, List.of(books), List.of(new Runs.Stage(SYNC, "ship", 2, 18)));
        var detail = ledger.view().runs().find("run-1").orElseThrow();
        assertThat(detail.books()).containsExactly(books);
        assertThat(detail.stages()).containsExactly(new Runs.Stage(SYNC, "ship", 2, 18));
        assertThat(detail.takenIn()).containsExactly(new RunList.TakenIn(SYNC, "scan", 2));
        assertThat(detail.carried()).isEqualTo(new RunList.Carried(1, 1, 1, 0));
        assertThat(detail.jobs()).singleElement().returns(2L, RunList.Job::rows).returns("settled", RunList.Job::state);
        assertThat(detail.notes()).extracting(Story.Note::kind).containsExactly("orphan-gone");
        assertThat(ledger.view().runs().find("run-2")).isEmpty();
    }

    @Test
    void listsRunsTheNewestFirst() {
        ledger.runs().end(run, "finished", 0, null);
        for (var key : List.of("run-2", "run-3")) {
            ledger.runs().end(ledger.runs().begin(key, List.of(SYNC, "account"), Holder.self()), "stopped", 4, "no");
        }
        var runs = ledger.view().runs();
        var first = runs.page(RunList.Filter.ALL, Page.Wanted.first(2));
        assertThat(first.items()).extracting(Runs.Run::key).containsExactly("run-3", "run-2");
        var second = runs.page(RunList.Filter.ALL, new Page.Wanted(first.next(), 2));
        assertThat(second.items()).extracting(Runs.Run::key).containsExactly("run-1");
        assertThat(second.next()).isNull();
        assertThat(runs.page(new RunList.Filter("account", null), Page.Wanted.first(9))
                        .items())
                .hasSize(2);
        assertThat(runs.page(new RunList.Filter(SYNC, "finished"), Page.Wanted.first(9))
                        .items())
                .hasSize(1);
        assertThat(runs.page(new RunList.Filter("coun", null), Page.Wanted.first(9))
                        .items())
                .isEmpty();
    }

    @Test
    void findsKeysIdsAndRequests() {
        var request = new Origin(null, null, "order-17", null);
        ledger.changes().takeIn(SYNC, "http", List.of(new NewChange("1", "{}", null, request)));
        var job = claimAll("10");
        ledger.bulkJobs().opened(fence, job, "750000000000001AAA");
        settle(job, accepted("1", "003000000000001AAA"), accepted("10", "003000000000002AAA"));
        var search = ledger.view().search();
        assertThat(search.find(" 1 ", SYNCS))
                .containsExactly(
                        new Found("record", SYNC, "1", "key", "003000000000001AAA"),
                        new Found("record", SYNC, "10", "key-begins", "003000000000002AAA"));
        assertThat(search.find("003000000000002", SYNCS))
                .containsExactly(new Found("record", SYNC, "10", "remote-id", "003000000000002AAA"));
        assertThat(search.find("order-17", SYNCS)).containsExactly(new Found("record", SYNC, "1", "request-id", null));
        assertThat(search.find("750000000000001AAA", SYNCS))
                .containsExactly(new Found("bulk-job", SYNC, "run-1", "remote-id", "750000000000001AAA"));
        assertThat(search.find("run-1", SYNCS)).containsExactly(new Found("run", null, "run-1", "key", null));
        assertThat(search.find("nothing", SYNCS)).isEmpty();
        assertThatThrownBy(() -> search.find("  ", SYNCS)).isInstanceOf(Page.Unreadable.class);
    }

    @Test
    void listsNotesTheNewestFirst() {
        ledger.story().note(run, SYNC, "relinked", "one");
        ledger.story().note(null, "alarm", "two");
        ledger.story().note(SYNC, "message-refused", "three");
        var activity = ledger.view().activity();
        var first = activity.page(Activity.Filter.ALL, Page.Wanted.first(2));
        assertThat(first.items()).extracting(Activity.Line::detail).containsExactly("three", "two");
        assertThat(activity.page(Activity.Filter.ALL, new Page.Wanted(first.next(), 2))
                        .items())
                .singleElement()
                .returns("run-1", Activity.Line::run)
                .returns("relinked", Activity.Line::kind);
        assertThat(activity.page(new Activity.Filter(SYNC, "relinked"), Page.Wanted.first(9))
                        .items())
                .hasSize(1);
    }
}
