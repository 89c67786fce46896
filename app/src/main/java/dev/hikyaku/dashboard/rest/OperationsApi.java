package dev.hikyaku.dashboard.rest;

import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.ledger.view.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

/// What people let happen: begun by a POST, then asked for until it is over.
@RestController
@RequestMapping("/api/v1/operations")
final class OperationsApi {
    private static final JsonMapper READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Desk desk;
    private final Operations operations;

    OperationsApi(Desk desk, Operations operations) {
        this.desk = desk;
        this.operations = operations;
    }

    /// What is to happen.
    ///
    /// @param kind `resubmit` (rejected changes of a sync travel again), `hold` (nothing more of a sync is claimed),
    /// `resume` (a sync or a run of a campaign that stands still goes on), `pause` (a run of a campaign rests) or
    /// `cancel` (a run of a campaign ends; what had not left never does)
    /// @param run key of the campaign's run, or null for its newest
    /// @param code of the rejected changes, or null for any
    /// @param keys of the rejected changes, or null for all
    /// @param reason in the person's own words, for the audit
    record Wish(
            @Nullable String kind,
            @Nullable String sync,
            @Nullable String campaign,
            @Nullable String run,
            @Nullable String code,
            @Nullable List<String> keys,
            @Nullable String reason) {}

    @PostMapping
    ResponseEntity<byte[]> begin(@RequestBody byte[] body, HttpServletRequest request) {
        var user = Person.asking(request);
        var operation = operations.begin(act(read(body)), user == null ? "nobody" : user.name());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create(request.getContextPath() + "/api/v1/operations/" + operation.id()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Answers.json(operation));
    }

    private static Wish read(byte[] body) {
        try {
            return READER.readValue(body, Wish.class);
        } catch (JacksonException wrong) {
            throw new Operations.NotPossible(
                    "the body can't be read; wanted {\"kind\": \"resubmit\", \"sync\": \"contact\"} and the like");
        }
    }

    private Operations.Act act(Wish wish) {
        var sync = desk.syncOrAll(wish.sync());
        var campaign = wish.campaign() == null ? null : desk.campaign(wish.campaign());
        var keys = wish.keys() == null ? List.<String>of() : wish.keys();
        var kind = String.valueOf(wish.kind());
        if (sync != null) {
            return switch (kind) {
                case "resubmit" -> new Operations.Resubmit(sync, wish.code(), keys, wish.reason());
                case "resume" -> new Operations.ResumeSync(sync, wish.reason());
                case "hold" -> new Operations.HoldSync(sync, wish.reason());
                default -> throw unknown(kind);
            };
        }
        if (campaign == null) {
            throw unknown(kind);
        }
        var turn = new Operations.Turn(campaign, wish.run());
        return switch (kind) {
            case "resume" -> new Operations.ResumeCampaign(turn, wish.reason());
            case "pause" -> new Operations.PauseCampaign(turn, wish.reason());
            case "cancel" -> new Operations.CancelCampaign(turn, wish.reason());
            default -> throw unknown(kind);
        };
    }

    private static Operations.NotPossible unknown(String kind) {
        return new Operations.NotPossible("kind '" + kind
                + "': wanted resubmit, hold or resume with a sync, or pause, resume or cancel with a campaign");
    }

    @GetMapping
    ResponseEntity<byte[]> all(HttpServletRequest request) {
        return Answers.page(request, Operations.Operation.class, new Page<>(operations.all(), null));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id) {
        return Answers.one(operations
                .find(id)
                .orElseThrow(() -> new Desk.NotFound("no operation '" + id
                        + "'; operations are known to the process that began them, until it ends")));
    }
}
