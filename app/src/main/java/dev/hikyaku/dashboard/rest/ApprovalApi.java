package dev.hikyaku.dashboard.rest;

import dev.hikyaku.dashboard.approval.Approving;
import dev.hikyaku.dashboard.approval.Approving.Standing;
import dev.hikyaku.dashboard.approval.Approving.Verdict;
import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.dashboard.operation.Operations;
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
    /// @param wanted role or name that may agree; null when the run needs nobody
    record Awaited(
            String run,
            String state,
            boolean awaited,
            @Nullable String wanted,
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
                approval == null ? null : approval.by(),
                approval == null ? null : approval.at(),
                run.counted().recipients(),
                usual.least(),
                usual.most());
    }

    @PostMapping("/approve")
    ResponseEntity<byte[]> approve(
            @PathVariable String campaign, @RequestBody byte[] body, HttpServletRequest request) {
        var user = Person.asking(request);
        var word = read(body);
        var run = word.run();
        if (user == null || run == null) {
            throw new Operations.NotPossible("wanted the key of the run that you looked at: {\"run\": \"KEY\"}");
        }
        return switch (approving.approve(desk.campaign(campaign), run, user, word.reason())) {
            case Verdict.Given _ ->
                Answers.one(approving.standing(campaign, run).map(this::awaited).orElseThrow());
            case Verdict.TooLate _ ->
                throw new Operations.NotPossible(
                        "run '" + run + "' does not wait for an approval; GET /api/v1/campaigns/" + campaign
                                + "/approval says how it stands");
            case Verdict.NotYours(var wanted) ->
                throw new Operations.NotPossible(
                        "run '" + run + "' waits for the approval of " + wanted + ", and of nobody else");
            case Verdict.NoRun _ -> throw new Desk.NotFound("no run '" + run + "' of " + campaign);
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
