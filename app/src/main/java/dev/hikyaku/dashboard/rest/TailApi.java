package dev.hikyaku.dashboard.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Outcomes as they settle, for who asks again and again.
@RestController
@RequestMapping("/api/v1")
final class TailApi {
    private final Desk desk;
    private final Watches watches;

    TailApi(Desk desk, Watches watches) {
        this.desk = desk;
        this.watches = watches;
    }

    /// Without `watch` it begins one.
    @GetMapping("/tail")
    ResponseEntity<byte[]> tail(
            @RequestParam(required = false) @Nullable String sync,
            @RequestParam(required = false) @Nullable String watch) {
        if (watch == null) {
            var one = desk.syncOrAll(sync);
            return Answers.one(watches.begin(one == null ? desk.syncs() : List.of(one)));
        }
        return Answers.one(watches.look(watch)
                .orElseThrow(() -> new Desk.NotFound(
                        "no watch '" + watch + "'; a watch is known to the process that began it, for two minutes")));
    }
}
