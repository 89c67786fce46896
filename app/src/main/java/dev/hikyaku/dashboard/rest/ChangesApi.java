package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.view.ChangeList;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.ProblemList;
import dev.hikyaku.story.Listed;
import dev.hikyaku.story.ProblemLine;
import dev.hikyaku.story.Told;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Which changes, what became of one record, and what needs somebody.
@RestController
@RequestMapping("/api/v1")
final class ChangesApi {
    private final Desk desk;

    ChangesApi(Desk desk) {
        this.desk = desk;
    }

    /// Filters of a list of changes, as they stand in the address.
    record Which(
            @Nullable String sync,
            @Nullable String state,
            @Nullable String code,
            @Nullable String key,
            @Nullable String cursor,
            @Nullable Integer limit) {}

    @GetMapping("/changes")
    ResponseEntity<byte[]> changes(Which which, HttpServletRequest request) {
        var filter = new ChangeList.Filter(
                desk.syncOrAll(which.sync()),
                which.state() == null ? null : ChangeList.State.of(which.state()),
                which.code(),
                which.key());
        var page = desk.view().changes().page(filter, desk.syncs(), Desk.wanted(which.cursor(), which.limit()));
        var listed = page.items().stream().map(Listed::of).toList();
        return Answers.page(request, Listed.class, new Page<>(listed, page.next()));
    }

    /// For keys that no path can hold, such as those with a slash.
    @GetMapping("/trace")
    ResponseEntity<byte[]> traceOfAny(@RequestParam String sync, @RequestParam String key) {
        return trace(sync, key);
    }

    @GetMapping("/trace/{sync}/{key}")
    ResponseEntity<byte[]> trace(@PathVariable String sync, @PathVariable String key) {
        return Answers.one(Told.find(desk.ledger(), desk.sync(sync), key)
                .orElseThrow(() -> new Desk.NotFound(
                        "no record '" + key + "' of " + sync + "; wanted its key, or its id in Salesforce")));
    }

    @GetMapping("/problems")
    ResponseEntity<byte[]> problems(
            @RequestParam(required = false) @Nullable String sync,
            @RequestParam(required = false) @Nullable String code,
            HttpServletRequest request) {
        var groups = desk.view().problems().groups(new ProblemList.Filter(desk.syncOrAll(sync), code), desk.syncs());
        return Answers.all(
                request, ProblemLine.class, groups.stream().map(ProblemLine::of).toList());
    }
}
