package dev.hikyaku.dashboard;

import dev.hikyaku.dashboard.page.Library;
import dev.hikyaku.dashboard.page.Pages;
import dev.hikyaku.dashboard.page.Preferences;
import java.time.Duration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewResolverRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Spring MVC, as far as the dashboard needs it.
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
@ComponentScan
class DashboardFrame implements WebMvcConfigurer {
    private static final Duration KEPT = Duration.ofDays(365);

    private final Pages pages;
    private final Preferences preferences;

    DashboardFrame(Pages pages, Preferences preferences) {
        this.pages = pages;
        this.preferences = preferences;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(preferences);
    }

    @Override
    public void configureViewResolvers(ViewResolverRegistry registry) {
        registry.viewResolver(pages);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/dev/hikyaku/dashboard/assets/")
                .setCacheControl(CacheControl.noCache().cachePublic());
        // Its address names its version, so it never changes.
        registry.addResourceHandler(Library.PLOT.address() + "/**")
                .addResourceLocations(Library.PLOT.location())
                .setCacheControl(CacheControl.maxAge(KEPT).cachePublic().immutable());
    }
}
