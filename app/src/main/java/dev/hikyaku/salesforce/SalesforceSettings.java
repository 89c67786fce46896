package dev.hikyaku.salesforce;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    public SalesforceSettings {
        wanted(trusted(loginUrl), "loginUrl", loginUrl, "an https address (plain http only to this machine itself)");
        wanted(VERSION.matcher(apiVersion).matches(), "apiVersion", apiVersion, "a version such as 66.0");
        wanted(TAG.matcher(clientTag).matches(), "clientTag", clientTag, "1 to 80 of A-Z a-z 0-9 . _ / -");
        wanted(connectTimeout.isPositive(), "connectTimeout", connectTimeout, "more than zero");
        wanted(requestTimeout.isPositive(), "requestTimeout", requestTimeout, "more than zero");
    }

    /// Whether secrets may travel to this address: https, or a simulator on this very machine.
    static boolean trusted(URI address) {
        @Nullable String host = address.getHost();
        if (host == null || address.getUserInfo() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(address.getScheme())
                || ("http".equalsIgnoreCase(address.getScheme())
                        && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches());
    }

    private static void wanted(boolean fulfilled, String name, Object found, String wanted) {
        if (!fulfilled) {
            throw new IllegalArgumentException(name + ": found " + found + ", wanted " + wanted);
        }
    }
}
