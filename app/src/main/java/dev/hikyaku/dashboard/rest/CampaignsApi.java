package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.delivery.CampaignBooks;
import dev.hikyaku.ledger.delivery.story.DeliveryStory;
import dev.hikyaku.ledger.view.DeliveryList;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.Tallies;
import dev.hikyaku.story.DeliveryLine;
import dev.hikyaku.story.Funnel;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Runs of campaigns, and their deliveries one by one.
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
final class CampaignsApi {
    private final Desk desk;

    CampaignsApi(Desk desk) {
        this.desk = desk;
    }

    /// Filters of a list, as they stand in the address.
    record Which(
            @Nullable String state,
            @Nullable String code,
            @Nullable String cursor,
            @Nullable Integer limit) {}

    /// One run with its sums.
    ///
    /// @param reasons null while they are counted for the first time
    record OneRun(Funnel funnel, Tallies.@Nullable Tally<List<CampaignBooks.Reason>> reasons) {}

    @GetMapping("/runs")
    ResponseEntity<byte[]> runs(@PathVariable String campaign, Which which, HttpServletRequest request) {
        var wanted = Desk.wanted(which.cursor(), which.limit());
        var page = desk.view().campaigns().runs(desk.campaign(campaign), wanted);
        var starts = page.items().stream().map(Funnel.Start::of).toList();
        return Answers.page(request, Funnel.Start.class, new Page<>(starts, page.next()));
    }

    @GetMapping("/runs/{run}")
    ResponseEntity<byte[]> run(@PathVariable String campaign, @PathVariable String run) {
        var campaigns = desk.view().campaigns();
        var funnel = campaigns.find(desk.campaign(campaign), run).orElseThrow(() -> noRun(campaign, run));
        return Answers.one(
                new OneRun(Funnel.of(funnel), campaigns.reasons(funnel.run()).orElse(null)));
    }

    @GetMapping("/runs/{run}/deliveries")
    ResponseEntity<byte[]> deliveries(
            @PathVariable String campaign, @PathVariable String run, Which which, HttpServletRequest request) {
        var found = desk.ledger()
                .deliveries()
                .runs()
                .find(desk.campaign(campaign), run)
                .orElseThrow(() -> noRun(campaign, run));
        var filter = new DeliveryList.Filter(which.state(), which.code());
        var page = desk.view().deliveries().page(found, filter, Desk.wanted(which.cursor(), which.limit()));
        return lines(request, page);
    }

    @GetMapping("/users/{user}")
    ResponseEntity<byte[]> user(@PathVariable String campaign, @PathVariable String user, HttpServletRequest request) {
        var told = desk.ledger().deliveries().story().ofUser(desk.campaign(campaign), user);
        return lines(request, new Page<>(told, null));
    }

    private static ResponseEntity<byte[]> lines(HttpServletRequest request, Page<DeliveryStory.Told> page) {
        var lines = page.items().stream().map(DeliveryLine::of).toList();
        return Answers.page(request, DeliveryLine.class, new Page<>(lines, page.next()));
    }

    private static Desk.NotFound noRun(String campaign, String run) {
        return new Desk.NotFound("no run '" + run + "' of " + campaign + "; wanted the key of one");
    }
}
