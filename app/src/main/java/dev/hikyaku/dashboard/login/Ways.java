package dev.hikyaku.dashboard.login;

import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.dashboard.login.oidc.NothingKept;
import dev.hikyaku.dashboard.login.oidc.Provider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;

/// The ways to log in: by name and password, by a provider, or by both.
@Component
final class Ways {
    private static final PathPatternRequestMatcher BEGIN =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, Provider.BEGIN);

    private final DashboardSettings settings;
    private final LocalUsers users;
    private final Provider provider;
    private final Members members;
    private final Returned returned;

    Ways(DashboardSettings settings, LocalUsers users, Provider provider, Members members, Returned returned) {
        this.settings = settings;
        this.users = users;
        this.provider = provider;
        this.members = members;
        this.returned = returned;
    }

    void open(HttpSecurity http) {
        var passwords = !settings.oidc().only();
        var others = provider.isDeclared() ? List.of(provider.judge(members)) : List.<AuthenticationProvider>of();
        http.authenticationManager(users.judge(passwords, others));
        if (passwords) {
            http.formLogin(form -> form.loginPage("/login")
                    .usernameParameter("name")
                    .defaultSuccessUrl("/")
                    .failureUrl("/login?failed"));
        }
        if (provider.isDeclared()) {
            byProvider(http);
        }
    }

    private void byProvider(HttpSecurity http) {
        http.oauth2Login(login -> login.loginPage("/login")
                .loginProcessingUrl(Provider.BACK)
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NothingKept())
                .authorizationEndpoint(begin -> begin.authorizationRequestResolver(resolver()))
                .defaultSuccessUrl("/")
                .failureHandler(returned)
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler(returned);
                        return filter;
                    }
                }));
    }

    /// State and nonce are the library's; a stolen code is worth nothing without the verifier in this session (RFC
    /// 7636).
    private OAuth2AuthorizationRequestResolver resolver() {
        var library = new DefaultOAuth2AuthorizationRequestResolver(provider, "/login");
        library.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return new OAuth2AuthorizationRequestResolver() {
            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                return BEGIN.matches(request) ? library.resolve(request, Provider.ID) : null;
            }

            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
                return library.resolve(request, id);
            }
        };
    }

    /// Where the login page is told who left.
    static String left(@Nullable Authentication login) {
        return login != null && login.getPrincipal() instanceof Member ? "/login?out=provider" : "/login?out";
    }
}
