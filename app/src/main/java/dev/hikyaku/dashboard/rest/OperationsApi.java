package dev.hikyaku.dashboard.rest;

import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.dashboard.operation.Operations;
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
    /// @param kind `resubmit` (rejected changes of a sync travel again), `hold` (nothing more of a sync is
    /// claimed), `skip` (what waits of one record is not sent), `resume` (a sync or a run of a campaign that
    /// stands still goes on), `pause` (a run of a campaign rests) or `cancel` (a run of a campaign ends; what had
    /// not left never does)
    /// @param run key of the campaign's run, or null for its newest
    /// @param code of the rejected changes, or null for any
    /// @param keys of the rejected changes, or null for all; for `skip` the one record
    /// @param reason in the person's own words, for the audit; `skip` needs one
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
        if (sync != null) {
            return ofSync(wish, sync);
        }
        if (wish.campaign() != null) {
            return ofCampaign(wish, new Operations.Turn(desk.campaign(wish.campaign()), wish.run()));
        }
        throw unknown(wish);
    }

    private static Operations.Act ofSync(Wish wish, String sync) {
        return switch (String.valueOf(wish.kind())) {
            case "resubmit" -> new Operations.Resubmit(sync, wish.code(), keys(wish), wish.reason());
            case "hold" -> new Operations.HoldSync(sync, wish.reason());
            case "resume" -> new Operations.ResumeSync(sync, wish.reason());
            case "skip" -> skip(wish, sync);
            default -> throw unknown(wish);
        };
    }

    private static Operations.Act skip(Wish wish, String sync) {
        var reason = wish.reason();
        if (keys(wish).size() != 1 || reason == null || reason.isBlank()) {
            throw new Operations.NotPossible("skip: wanted one of keys, and a reason for whoever reads it later");
        }
        return new Operations.SkipRecord(sync, keys(wish).getFirst(), reason);
    }

    private static Operations.Act ofCampaign(Wish wish, Operations.Turn turn) {
        return switch (String.valueOf(wish.kind())) {
            case "resume" -> new Operations.ResumeCampaign(turn, wish.reason());
            case "pause" -> new Operations.PauseCampaign(turn, wish.reason());
            case "cancel" -> new Operations.CancelCampaign(turn, wish.reason());
            default -> throw unknown(wish);
        };
    }

    private static List<String> keys(Wish wish) {
        return wish.keys() == null ? List.of() : wish.keys();
    }

    private static Operations.NotPossible unknown(Wish wish) {
        return new Operations.NotPossible("kind '" + wish.kind()
                + "': wanted resubmit, hold, skip or resume with a sync, or pause, resume or cancel with a campaign");
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
