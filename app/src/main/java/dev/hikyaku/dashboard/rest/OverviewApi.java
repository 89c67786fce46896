package dev.hikyaku.dashboard.rest;

import dev.hikyaku.story.Standing;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Is all well? Syncs and campaigns as they stand, with an ETag each, so that asking again costs little.
@RestController
@RequestMapping("/api/v1")
final class OverviewApi {
    private final Desk desk;

    OverviewApi(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/summary")
    ResponseEntity<byte[]> summary() {
        return Answers.one(Standing.read(desk.ledger(), desk.project().manifest()));
    }

    @GetMapping("/syncs")
    ResponseEntity<byte[]> syncs() {
        return Answers.one(
                Standing.syncs(desk.ledger(), desk.project().manifest().syncs()));
    }

    @GetMapping("/syncs/{sync}")
    ResponseEntity<byte[]> sync(@PathVariable String sync) {
        var one = desk.project().manifest().sync(desk.sync(sync)).orElseThrow();
        return Answers.one(Standing.syncs(desk.ledger(), List.of(one)).getFirst());
    }

    @GetMapping("/campaigns")
    ResponseEntity<byte[]> campaigns() {
        return Answers.one(
                Standing.campaigns(desk.ledger(), desk.project().manifest().campaigns()));
    }

    @GetMapping("/campaigns/{campaign}")
    ResponseEntity<byte[]> campaign(@PathVariable String campaign) {
        var one = desk.project().manifest().campaign(desk.campaign(campaign)).orElseThrow();
        return Answers.one(Standing.campaigns(desk.ledger(), List.of(one)).getFirst());
    }
}
