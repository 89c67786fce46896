package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.wire.Tokens;
import dev.hikyaku.salesforce.wire.Transport;
import dev.hikyaku.salesforce.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/// Where an org is and how to speak to it.
///
/// @param loginUrl where tokens are asked for: My Domain, `https://login.salesforce.com` or
/// `https://test.salesforce.com`
/// @param apiVersion such as `66.0`
/// @param credential who we are
/// @param clientTag name of this client in Salesforce's event logs (`Sforce-Call-Options: client=`)
/// @param connectTimeout longest wait for a connection, TLS included
/// @param requestTimeout longest wait for an answer to begin, and longest silence while it arrives
public record SalesforceSettings(
        URI loginUrl,
        String apiVersion,
        Credential credential,
        String clientTag,
        Duration connectTimeout,
        Duration requestTimeout) {

    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{1,2}\\.0");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9._/-]{1,80}");

    public SalesforceSettings {
        wanted(
                Tokens.trusted(loginUrl),
                "loginUrl",
                loginUrl,
                "an https address (plain http only to this machine itself)");
        wanted(VERSION.matcher(apiVersion).matches(), "apiVersion", apiVersion, "a version such as 66.0");
        wanted(TAG.matcher(clientTag).matches(), "clientTag", clientTag, "1 to 80 of A-Z a-z 0-9 . _ / -");
        wanted(connectTimeout.isPositive(), "connectTimeout", connectTimeout, "more than zero");
        wanted(requestTimeout.isPositive(), "requestTimeout", requestTimeout, "more than zero");
    }

    Transport.Patience patience() {
        return new Transport.Patience(connectTimeout, requestTimeout);
    }

    Wire.Voice voice() {
        return new Wire.Voice(apiVersion, clientTag);
    }

    Tokens.Grant grant() {
        return new Shown(loginUrl, credential);
    }

    private record Shown(URI loginUrl, Credential credential) implements Tokens.Grant {
        @Override
        public Map<String, String> form(Instant now) {
            return switch (credential) {
                case Credential.ClientCredentials client -> client.form();
                case Credential.JwtBearer jwt -> jwt.form(now);
            };
        }

        @Override
        public String hidden(String text) {
            return switch (credential) {
                case Credential.ClientCredentials client -> text.replace(client.clientSecret(), "(hidden)");
                case Credential.JwtBearer _ -> text;
            };
        }
    }

    private static void wanted(boolean fulfilled, String name, Object found, String wanted) {
        if (!fulfilled) {
            throw new IllegalArgumentException(name + ": found " + found + ", wanted " + wanted);
        }
    }
}
