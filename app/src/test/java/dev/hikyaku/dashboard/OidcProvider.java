package dev.hikyaku.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// A provider of logins that speaks OpenID Connect over real sockets: discovery, keys, authorize and token. It keeps
/// the rules of a good one, and lies where a test says so.
final class OidcProvider implements AutoCloseable {
    static final String CLIENT = "hikyaku";
    static final String SECRET = "a secret of the dashboard: +/=";

    private record Grant(String challenge, String nonce, String redirect) {}

    private final OidcKeys keys = new OidcKeys();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Map<String, Object> told = new HashMap<>();
    private HttpServer server;
    final Map<String, Object> person =
            new LinkedHashMap<>(Map.of("sub", "s-1", "preferred_username", "sato.hanako", "groups", List.of("ops")));
    volatile OidcKeys.Signing signing = OidcKeys.Signing.GOOD;
    volatile Consumer<Map<String, Object>> lie = _ -> {};
    volatile boolean cancels;
    volatile boolean tokensAway;
    volatile boolean keysAway;
    volatile boolean hangs;
    final AtomicInteger looks = new AtomicInteger();
    volatile String secret = SECRET;
    volatile Map<String, String> asked = Map.of();

    OidcProvider() {
        server = open(0);
    }

    private HttpServer open(int port) {
        try {
            var opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            opened.createContext("/.well-known/openid-configuration", this::configuration);
            opened.createContext("/keys", this::keys);
            opened.createContext("/authorize", this::authorize);
            opened.createContext("/token", this::token);
            opened.start();
            return opened;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Nobody answers any more.
    void dies() {
        server.stop(0);
    }

    /// Answers again, at the same address.
    void comesBack() {
        server = open(server.getAddress().getPort());
    }

    /// Says something else of itself.
    void tells(String name, Object value) {
        told.put(name, value);
    }

    /// Says what is true again.
    void forgets(String name) {
        told.remove(name);
    }

    private void configuration(HttpExchange exchange) throws IOException {
        looks.incrementAndGet();
        if (hangs) {
            return;
        }
        var all = new HashMap<String, Object>(Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "end_session_endpoint",
                issuer() + "/leave",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256")));
        all.putAll(told);
        answer(exchange, 200, JsonMapper.shared().writeValueAsString(all));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, keysAway ? 503 : 200, keys.told());
    }

    /// The person is logged in there already.
    private void authorize(HttpExchange exchange) throws IOException {
        asked = parameters(exchange.getRequestURI().getRawQuery());
        var redirect = asked.get("redirect_uri");
        if (!CLIENT.equals(asked.get("client_id")) || redirect == null) {
            answer(exchange, 400, "{}");
            return;
        }
        var back = "state=" + URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8);
        if (cancels) {
            back += "&error=access_denied&error_description=no";
        } else {
            var code = UUID.randomUUID().toString();
            grants.put(code, new Grant(told("code_challenge"), told("nonce"), redirect));
            back += "&code=" + code;
        }
        exchange.getResponseHeaders().add("Location", redirect + "?" + back);
        answer(exchange, 302, "");
    }

    private String told(String name) {
        return asked.getOrDefault(name, "");
    }

    /// A code is good once, for who proves to be the client that asked for it (RFC 6749, 4.1.3; RFC 7636, 4.6).
    private void token(HttpExchange exchange) throws IOException {
        var form = parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (tokensAway) {
            answer(exchange, 503, "busy");
            return;
        }
        if (!provesItself(exchange)) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        var grant = grants.remove(form.getOrDefault("code", ""));
        if (grant == null
                || !grant.redirect().equals(form.get("redirect_uri"))
                || !grant.challenge().equals(hash(form.getOrDefault("code_verifier", "")))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(exchange, 200, granted(grant));
    }

    private String granted(Grant grant) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "access_token",
                        "not to be kept",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        idToken(grant.nonce())));
    }

    private boolean provesItself(HttpExchange exchange) {
        var header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!header.startsWith("Basic ")) {
            return false;
        }
        var pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8).split(":", 2);
        return URLDecoder.decode(pair[0], StandardCharsets.UTF_8).equals(CLIENT)
                && URLDecoder.decode(pair[1], StandardCharsets.UTF_8).equals(secret);
    }

    private static String hash(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private String idToken(String nonce) {
        var now = Instant.now();
        var claims = new LinkedHashMap<String, Object>(person);
        claims.put("iss", issuer());
        claims.put("aud", CLIENT);
        claims.put("iat", Date.from(now));
        claims.put("exp", Date.from(now.plusSeconds(300)));
        claims.put("nonce", nonce);
        lie.accept(claims);
        return keys.sign(claims, signing);
    }

    static Map<String, String> parameters(String query) {
        var all = new HashMap<String, String>();
        Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair ->
                        all.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return all;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
