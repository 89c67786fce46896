package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.view.Activity;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.RunList;
import dev.hikyaku.ledger.view.Search;
import dev.hikyaku.story.RunLine;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Runs of syncs, what was noted, and whatever somebody has a key of.
@RestController
@RequestMapping("/api/v1")
final class RunsApi {
    private final Desk desk;

    RunsApi(Desk desk) {
        this.desk = desk;
    }

    /// Filters of a list, as they stand in the address; each list reads its own.
    record Which(
            @Nullable String sync,
            @Nullable String state,
            @Nullable String kind,
            @Nullable String cursor,
            @Nullable Integer limit) {}

    @GetMapping("/runs")
    ResponseEntity<byte[]> runs(Which which, HttpServletRequest request) {
        var filter = new RunList.Filter(desk.syncOrAll(which.sync()), which.state());
        var page = desk.view().runs().page(filter, Desk.wanted(which.cursor(), which.limit()));
        var runs = page.items().stream().map(RunLine::of).toList();
        return Answers.page(request, RunLine.class, new Page<>(runs, page.next()));
    }

    @GetMapping("/runs/{run}")
    ResponseEntity<byte[]> run(@PathVariable String run) {
        return Answers.one(desk.view()
                .runs()
                .find(run)
                .map(Lines.RunDetail::of)
                .orElseThrow(() -> new Desk.NotFound("no run '" + run + "'; wanted the key of one")));
    }

    @GetMapping("/activity")
    ResponseEntity<byte[]> activity(Which which, HttpServletRequest request) {
        var filter = new Activity.Filter(desk.syncOrAll(which.sync()), which.kind());
        var page = desk.view().activity().page(filter, Desk.wanted(which.cursor(), which.limit()));
        return Answers.page(request, Activity.Line.class, page);
    }

    @GetMapping("/search")
    ResponseEntity<byte[]> search(@RequestParam String q, HttpServletRequest request) {
        return Answers.all(request, Search.Found.class, desk.view().search().find(q, desk.syncs()));
    }
}
