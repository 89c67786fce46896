package dev.hikyaku.dashboard.rest;

import dev.hikyaku.dashboard.approval.Approving;
import dev.hikyaku.dashboard.approval.Approving.Standing;
import dev.hikyaku.dashboard.approval.Approving.Verdict;
import dev.hikyaku.dashboard.operation.Operations;
import dev.hikyaku.ledger.people.Meant;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Runs of campaigns that wait for somebody's word.
@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
final class ApprovalApi {
    private static final JsonMapper READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Desk desk;
    private final Approving approving;

    ApprovalApi(Desk desk, Approving approving) {
        this.desk = desk;
        this.approving = approving;
    }

    /// A run with the word it needs, or needed.
    ///
    /// @param awaited whether it waits for it now
    /// @param wanted role, group or name that may agree; null when the run needs nobody
    /// @param whose who that is, in words; null unless it waits now
    record Awaited(
            String run,
            String state,
            boolean awaited,
            @Nullable String wanted,
            @Nullable String whose,
            @Nullable String by,
            @Nullable Instant at,
            long recipients,
            long usualLeast,
            long usualMost) {}

    /// Somebody's word.
    ///
    /// @param run key of the run that was looked at
    /// @param reason in the person's own words, for the audit
    record Word(@Nullable String run, @Nullable String reason) {}

    @GetMapping("/approval")
    ResponseEntity<byte[]> approval(@PathVariable String campaign) {
        return Answers.one(approving
                .standing(desk.campaign(campaign), null)
                .map(this::awaited)
                .orElseThrow(() -> new Desk.NotFound("no run of " + campaign + " yet")));
    }

    private Awaited awaited(Standing standing) {
        var run = standing.run();
        var approval = standing.approval();
        var usual = approving.usual(run.campaign());
        return new Awaited(
                run.key(),
                run.state().word(),
                standing.isAwaited(),
                approval == null ? null : approval.wanted(),
                approval == null || !standing.isAwaited()
                        ? null
                        : whose(run.campaign(), approving.meant(approval.wanted())),
                approval == null ? null : approval.by(),
                approval == null ? null : approval.at(),
                run.counted().recipients(),
                usual.least(),
                usual.most());
    }

    @PostMapping("/approve")
    ResponseEntity<byte[]> approve(
            @PathVariable String campaign, @RequestBody byte[] body, HttpServletRequest request) {
        var word = read(body);
        var run = word.run();
        if (run == null) {
            throw new Operations.NotPossible("wanted the key of the run that you looked at: {\"run\": \"KEY\"}");
        }
        return switch (approving.approve(desk.campaign(campaign), run, request, word.reason())) {
            case Verdict.Given _ ->
                Answers.one(approving.standing(campaign, run).map(this::awaited).orElseThrow());
            case Verdict.TooLate _ ->
                throw new Operations.NotPossible(
                        "run '" + run + "' does not wait for an approval; GET /api/v1/campaigns/" + campaign
                                + "/approval says how it stands");
            case Verdict.NotYours(var meant) ->
                throw new Operations.NotPossible("run '" + run + "' waits for " + whose(campaign, meant));
            case Verdict.NoRun _ -> throw new Desk.NotFound("no run '" + run + "' of " + campaign);
        };
    }

    private static String whose(String campaign, Meant meant) {
        var place = "campaigns/" + campaign + ".yaml, approval.by: found ";
        return switch (meant) {
            case Meant.Holders(var role) -> "the approval of the role " + role.word() + ", and of nobody else";
            case Meant.Group(var name) -> "the approval of somebody of the group " + name + ", and of nobody else";
            case Meant.One(var user) -> "the approval of " + user.name() + ", and of nobody else";
            case Meant.Unable(var user) ->
                "the approval of an admin (" + place + user.name() + ", who is "
                        + user.role().word() + " here and may not agree, wanted an approver; an admin's turn)";
            case Meant.Nobody(var word) ->
                "the approval of an admin (" + place + word
                        + ", and nobody here is called so, wanted the word of a role,"
                        + " of a group or of a user who may agree; an admin's turn: hikyaku user add)";
        };
    }

    private static Word read(byte[] body) {
        try {
            return READER.readValue(body, Word.class);
        } catch (JacksonException wrong) {
            throw new Operations.NotPossible("the body can't be read; wanted {\"run\": \"KEY\", \"reason\": \"...\"}");
        }
    }
}
