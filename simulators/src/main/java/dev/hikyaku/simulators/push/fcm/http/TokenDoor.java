package dev.hikyaku.simulators.push.fcm.http;

import dev.hikyaku.simulators.push.fcm.account.Assertion;
import dev.hikyaku.simulators.push.fcm.account.AssertionRefused;
import dev.hikyaku.simulators.push.fcm.send.Reply;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Hands access tokens out for signed assertions (RFC 7523).
final class TokenDoor {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private final World world;
    private final Assertion assertion;

    TokenDoor(World world, URI url) {
        this.world = world;
        this.assertion = new Assertion(world.account(), url);
    }

    Reply answer(byte[] body) {
        var form = form(new String(body, StandardCharsets.UTF_8));
        if (!form.getOrDefault("grant_type", "").equals(GRANT)) {
            return refused("unsupported_grant_type", "Invalid grant_type");
        }
        try {
            assertion.judge(form.getOrDefault("assertion", ""), world.clock().instant());
        } catch (AssertionRefused wrong) {
            return refused(wrong.error(), wrong.description());
        }
        var tokens = world.tokens();
        var json = MAPPER.createObjectNode();
        json.put("access_token", tokens.next()).put("expires_in", tokens.life().toSeconds());
        return Reply.json(200, MAPPER.writeValueAsString(json.put("token_type", "Bearer")));
    }

    private static Reply refused(String error, String description) {
        var json = MAPPER.createObjectNode().put("error", error).put("error_description", description);
        return Reply.json(400, MAPPER.writeValueAsString(json));
    }

    private static Map<String, String> form(String text) {
        var form = new HashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            var sign = pair.indexOf('=');
            if (sign > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, sign), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
