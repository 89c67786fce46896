package dev.hikyaku.dashboard.login.oidc;

import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.dashboard.OidcSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/// The provider that vouches for people. It is looked for when the first one logs in, so that the dashboard starts
/// without it, and again each hour; see [OneLook].
///
/// All calls may be repeated, but for the exchange of a code: whose answer is lost, the person logs in again.
@Component
public final class Provider implements ClientRegistrationRepository {
    /// Its name in addresses.
    public static final String ID = "oidc";

    /// Where a login begins.
    public static final String BEGIN = "/login/oidc";

    /// Where the provider sends people back to.
    public static final String BACK = "/login/oidc/back";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofHours(1);

    private final OidcSettings settings;
    private final @Nullable URI url;
    private final ClientHttpRequestFactory wire;
    private final OneLook<Found> found;

    Provider(DashboardSettings dashboard) {
        settings = dashboard.oidc();
        url = dashboard.url();
        wire = wire();
        found = new OneLook<>(this::look, KEPT, PATIENCE.multipliedBy(2), System::nanoTime);
    }

    private static ClientHttpRequestFactory wire() {
        var client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var wire = new JdkClientHttpRequestFactory(client);
        wire.setReadTimeout(PATIENCE);
        return wire;
    }

    private record Found(
            ClientRegistration registration,
            JwtDecoder idTokens,
            @Nullable URI endSession) {}

    /// The provider does not answer, or says that it can't now.
    public static final class Away extends AuthenticationServiceException {
        Away(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// What the provider says of itself can't be used.
    public static final class Unfit extends AuthenticationServiceException {
        Unfit(String message) {
            super(message);
        }
    }

    /// Whether one is declared.
    public boolean isDeclared() {
        return settings.issuer() != null;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return isDeclared() && id.equals(ID) ? found.get().registration() : null;
    }

    /// What exchanges a code for an ID token, and judges that.
    public AuthenticationProvider judge(OAuth2UserService<OidcUserRequest, OidcUser> people) {
        var judge = new OidcAuthorizationCodeAuthenticationProvider(IdTokens.exchange(wire), people);
        judge.setJwtDecoderFactory(_ -> found.get().idTokens());
        return judge;
    }

    /// Where people end their session at the provider; empty when it offers none, or nobody logged in by it yet.
    ///
    /// The ID token stays out of that address: it is personal, and addresses are written down on the way.
    ///
    /// @param home address of the login page, to come back to
    public Optional<URI> leave(String home) {
        var now = found.last();
        return now == null || now.endSession() == null
                ? Optional.empty()
                : Optional.of(UriComponentsBuilder.fromUri(now.endSession())
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{home}")
                        .encode()
                        .build(String.valueOf(settings.clientId()), home));
    }

    private Found look() {
        var issuer = withoutSlash(String.valueOf(settings.issuer()));
        var told = ask(issuer + "/.well-known/openid-configuration");
        if (!withoutSlash(told.issuer()).equals(issuer)) {
            throw new Unfit("found the issuer " + told.issuer() + ", wanted " + issuer);
        }
        var registration = registration(told);
        var endSession = told.find("end_session_endpoint");
        return new Found(
                registration, IdTokens.decoder(registration, wire), endSession == null ? null : URI.create(endSession));
    }

    private Discovery ask(String where) {
        try {
            var text = RestClient.builder()
                    .requestFactory(wire)
                    .build()
                    .get()
                    .uri(URI.create(where))
                    .retrieve()
                    .body(String.class);
            return Discovery.of(String.valueOf(text));
        } catch (HttpClientErrorException wrong) {
            throw new Unfit("found " + wrong.getStatusCode() + " at " + where);
        } catch (RestClientException away) {
            throw new Away("no answer from " + where + ": " + away.getMessage(), away);
        }
    }

    private ClientRegistration registration(Discovery told) {
        var secret = settings.clientSecret();
        var home = url == null ? "{baseUrl}" : withoutSlash(url.toString());
        return ClientRegistration.withRegistrationId(ID)
                .clientId(String.valueOf(settings.clientId()))
                .clientSecret(secret == null ? "" : secret)
                .clientAuthenticationMethod(told.method(secret != null))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(home + BACK)
                .scope(settings.wanted())
                .issuerUri(told.issuer())
                .authorizationUri(told.endpoint("authorization_endpoint"))
                .tokenUri(told.endpoint("token_endpoint"))
                .jwkSetUri(told.endpoint("jwks_uri"))
                .userNameAttributeName("sub")
                .clientName(settings.shown())
                .build();
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
