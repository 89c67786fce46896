package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.schema.FakeUser;
import dev.hikyaku.simulators.salesforce.schema.OrgSchema;
import dev.hikyaku.simulators.salesforce.wire.Answer;
import dev.hikyaku.simulators.salesforce.wire.Call;
import dev.hikyaku.simulators.salesforce.wire.Routes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// OAuth: client credentials and JWT bearer; and who one is.
final class LoginDoor {
    private final World world;
    private final Tokens tokens;
    private final URI url;

    LoginDoor(World world, Tokens tokens, URI url) {
        this.world = world;
        this.tokens = tokens;
        this.url = url;
    }

    /// A login that is refused, as OAuth tells it.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final String error;

        Refused(String error, String description) {
            super(description, null, false, false);
            this.error = error;
        }
    }

    void addTo(Routes routes) {
        routes.add("POST", "/services/oauth2/token", this::token)
                .add("GET", "/services/oauth2/userinfo", _ -> new Answer.Json(200, identity()))
                .add("GET", "/id/{}/{}", _ -> new Answer.Json(200, identity()))
                .add("GET", "/services/data", _ -> versions());
    }

    private Answer token(Call call) throws IOException {
        var form = new HashMap<>(Call.form(call.text()));
        basic(call.header("Authorization"), form);
        try {
            var client = switch (form.getOrDefault("grant_type", "")) {
                case "client_credentials" -> byCredentials(form);
                case "urn:ietf:params:oauth:grant-type:jwt-bearer" ->
                    new JwtAssertion(world.org(), url).check(form.getOrDefault("assertion", ""));
                default -> throw new Refused("unsupported_grant_type", "grant type not supported");
            };
            return new Answer.Json(200, granted(client));
        } catch (Refused refused) {
            var json = JsonNodeFactory.instance.objectNode();
            json.put("error", refused.error).put("error_description", refused.getMessage());
            return new Answer.Json(400, json);
        }
    }

    private static void basic(String header, Map<String, String> form) {
        if (header.startsWith("Basic ")) {
            var text = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            form.putIfAbsent("client_id", Call.decoded(text.substring(0, Math.max(0, colon))));
            form.putIfAbsent("client_secret", Call.decoded(text.substring(colon + 1)));
        }
    }

    private OrgSchema.Client byCredentials(Map<String, String> form) throws Refused {
        var id = form.getOrDefault("client_id", "");
        var client = world.org().schema().clients().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused("invalid_client_id", "client identifier invalid"));
        if (!client.secret().equals(form.getOrDefault("client_secret", ""))) {
            throw new Refused("invalid_client", "invalid client credentials");
        }
        return client;
    }

    private ObjectNode granted(OrgSchema.Client client) {
        var issuedAt = Long.toString(world.org().clock().millis());
        var json = JsonNodeFactory.instance.objectNode().put("access_token", tokens.issue(client));
        json.put("signature", Base64.getEncoder().encodeToString(issuedAt.getBytes(StandardCharsets.UTF_8)));
        json.put("scope", "api").put("instance_url", url.toString()).put("id", identityUrl());
        return json.put("token_type", "Bearer").put("issued_at", issuedAt);
    }

    private String identityUrl() {
        return url + "/id/" + world.org().id() + "/" + FakeUser.ID;
    }

    private ObjectNode identity() {
        var schema = world.org().schema();
        var username = schema.clients().getFirst().username();
        var json = JsonNodeFactory.instance.objectNode().put("id", identityUrl());
        json.put("user_id", FakeUser.ID).put("organization_id", schema.id()).put("username", username);
        json.put("display_name", username).put("email", username).put("active", true);
        json.putObject("urls")
                .put("rest", url + "/services/data/v{version}/")
                .put("sobjects", url + "/services/data/v{version}/sobjects/");
        return json;
    }

    private static Answer versions() {
        var versions = JsonNodeFactory.instance.arrayNode();
        for (var version = 60; version <= 67; version++) {
            versions.addObject()
                    .put("label", "Simulated " + version)
                    .put("url", "/services/data/v" + version + ".0")
                    .put("version", version + ".0");
        }
        return new Answer.Json(200, versions);
    }
}
