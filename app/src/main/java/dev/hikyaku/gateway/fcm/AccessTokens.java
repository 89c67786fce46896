package dev.hikyaku.gateway.fcm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The access token, asked for once however many threads want it, and renewed when 80 % of its life are over.
final class AccessTokens {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String GRANT = "grant_type="
            + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
            + "&assertion=";
    private final ServiceAccount account;
    private final Wire wire;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Good good;
    private volatile @Nullable None none;

    AccessTokens(ServiceAccount account, Wire wire, Clock clock) {
        this.account = account;
        this.wire = wire;
        this.clock = clock;
    }

    /// A token, or why there is none.
    sealed interface Grant {}

    /// A token that is good until then.
    record Good(String token, Instant renew, Instant until) implements Grant {
        @Override
        public String toString() {
            return "a token until " + until;
        }
    }

    /// No token.
    ///
    /// @param refused whether asking again would be refused again
    record None(String code, String text, boolean refused, Instant until) implements Grant {}

    /// The token of now. While an old one is still good, one thread alone fetches the next and the others go on.
    Grant current() {
        var held = good;
        var now = clock.instant();
        if (held != null && now.isBefore(held.renew())) {
            return held;
        }
        if (held == null || !now.isBefore(held.until())) {
            return renewed(held);
        }
        if (!asking.tryLock()) {
            return held;
        }
        try {
            return held.equals(good) && !hasJustFailed() && fetch() instanceof Good next ? next : held;
        } finally {
            asking.unlock();
        }
    }

    /// Another token than this one, which was refused or has run out.
    Grant renewed(@Nullable Good old) {
        asking.lock();
        try {
            var held = good;
            if (held != null && !held.equals(old)) {
                return held;
            }
            var failed = none;
            // those who waited for a fetch that failed share its failure
            return failed != null && hasJustFailed() ? failed : fetch();
        } finally {
            asking.unlock();
        }
    }

    private boolean hasJustFailed() {
        var failed = none;
        return failed != null && clock.instant().isBefore(failed.until());
    }

    private Grant fetch() {
        var now = clock.instant();
        var headers = HttpFields.build().put(HttpHeader.CONTENT_TYPE, "application/x-www-form-urlencoded");
        var body = (GRANT + account.assertion(now)).getBytes(StandardCharsets.US_ASCII);
        var grant = read(wire.post(account.tokenUri().getPath(), headers, body), now);
        switch (grant) {
            case Good next -> {
                good = next;
                none = null;
            }
            case None failed -> none = failed;
        }
        return grant;
    }

    private static Grant read(Answer answer, Instant now) {
        return switch (answer) {
            case Answer.Heard heard -> read(heard, now);
            case Answer.NeverTaken never -> none(never.code(), never.why(), now);
            case Answer.Lost lost -> none(lost.code(), lost.why(), now);
        };
    }

    private static Grant read(Answer.Heard heard, Instant now) {
        JsonNode json;
        try {
            json = MAPPER.readTree(heard.body());
        } catch (JacksonException _) {
            return none("HTTP_" + heard.status(), "an answer that is no JSON", now);
        }
        var token = json.path("access_token").asString("");
        if (heard.status() == 200 && !token.isEmpty()) {
            var life = Duration.ofSeconds(json.path("expires_in").asLong(3600));
            return new Good(token, now.plus(life.multipliedBy(4).dividedBy(5)), now.plus(life));
        }
        var code = json.path("error").asString("HTTP_" + heard.status());
        var refused = heard.status() >= 400 && heard.status() < 500 && heard.status() != 429;
        return new None(code, json.path("error_description").asString(""), refused, now.plus(PAUSE));
    }

    private static None none(String code, String text, Instant now) {
        return new None(code, text, false, now.plus(PAUSE));
    }
}
