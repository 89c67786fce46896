package dev.hikyaku.dashboard.login.oidc;

import dev.hikyaku.dashboard.OidcSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a provider says of itself (OpenID Connect Discovery 1.0, section 3).
record Discovery(JsonNode told) {
    static Discovery of(String text) {
        try {
            var told = JsonMapper.shared().readTree(text);
            if (!told.isObject()) {
                throw new Provider.Unfit("found no object in the provider's configuration");
            }
            return new Discovery(told);
        } catch (JacksonException wrong) {
            throw new Provider.Unfit("the provider's configuration is no JSON");
        }
    }

    String issuer() {
        return needed("issuer");
    }

    /// An address that tokens and secrets may travel to.
    String endpoint(String name) {
        var text = needed(name);
        if (!isPrivate(text)) {
            throw new Provider.Unfit(name + ": found " + text + ", wanted https://..., or http on this machine");
        }
        return text;
    }

    /// Null when there is none that may be used.
    @Nullable
    String find(String name) {
        var value = told.path(name);
        return value.isString() && isPrivate(value.stringValue()) ? value.stringValue() : null;
    }

    private String needed(String name) {
        var value = told.path(name);
        if (!value.isString()) {
            throw new Provider.Unfit("found no " + name + " in the provider's configuration");
        }
        return value.stringValue();
    }

    private static boolean isPrivate(String text) {
        try {
            return OidcSettings.isPrivate(URI.create(text));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /// How the dashboard proves itself: what is not said means by header (RFC 8414, section 2).
    ClientAuthenticationMethod method(boolean hasSecret) {
        if (!hasSecret) {
            return ClientAuthenticationMethod.NONE;
        }
        var names = told.path("token_endpoint_auth_methods_supported");
        var basic = ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
        var post = ClientAuthenticationMethod.CLIENT_SECRET_POST;
        return has(names, post) && !has(names, basic) ? post : basic;
    }

    private static boolean has(JsonNode names, ClientAuthenticationMethod method) {
        return names.valueStream()
                .anyMatch(name -> name.isString() && name.stringValue().equals(method.getValue()));
    }
}
