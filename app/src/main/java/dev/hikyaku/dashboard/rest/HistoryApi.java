package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.history.Range;
import dev.hikyaku.ledger.history.Whose;
import dev.hikyaku.ledger.view.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How it went: the numbers of the charts, with an ETag, so that asking again costs little.
@RestController
@RequestMapping("/api/v1")
final class HistoryApi {
    private final Desk desk;

    HistoryApi(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/history")
    ResponseEntity<byte[]> history(
            @RequestParam(name = "range", defaultValue = "1h") String range,
            @RequestParam(name = "sync", required = false) @Nullable String sync,
            @RequestParam(name = "campaign", required = false) @Nullable String campaign) {
        var back = Range.of(range)
                .orElseThrow(() -> new Page.Unreadable(
                        "range '" + range + "': wanted one of " + String.join(", ", Range.words())));
        if (sync != null && campaign != null) {
            throw new Page.Unreadable("sync and campaign: wanted one of them");
        }
        var whose = sync != null
                ? Whose.sync(desk.sync(sync))
                : campaign != null ? Whose.campaign(desk.campaign(campaign)) : null;
        return Answers.one(desk.ledger().history().read(back, whose));
    }
}
