package dev.hikyaku.dashboard;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.run.Project;
import dev.hikyaku.web.PlainErrors;
import dev.hikyaku.web.WebServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionTrackingMode;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;

/// The dashboard's server: open until it is closed.
///
/// It reads the ledger and writes only what people ask for, each act with its line in the audit. Sessions live in this
/// process: another one asks for the password again.
public final class Dashboard implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 500;

    private final WebServer server;
    private final GenericWebApplicationContext context;
    private final DashboardSettings settings;

    private Dashboard(WebServer server, GenericWebApplicationContext context, DashboardSettings settings) {
        this.server = server;
        this.context = context;
        this.settings = settings;
    }

    /// What the dashboard shows.
    public record Into(Project project, Ledger ledger) {}

    /// Opens it.
    ///
    /// @throws WebServer.CannotOpen when the port can't be had
    public static Dashboard open(DashboardSettings settings, Into into) {
        var handler = new ServletContextHandler(settings.path(), ServletContextHandler.SESSIONS);
        harden(handler, settings);
        var context = context(handler, settings, into);
        try {
            var filter = new FilterHolder(new DelegatingFilterProxy("springSecurityFilterChain", context));
            filter.setAsyncSupported(true);
            handler.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
            handler.addServlet(new ServletHolder(new DispatcherServlet(context)), "/");
            var port = settings.port() == null ? 0 : settings.port();
            var where = new WebServer.Settings(settings.bind(), port, CONNECTIONS, SILENCE, "HIKYAKU_DASHBOARD");
            var server = new WebServer(where, List.of(handler));
            server.open();
            return new Dashboard(server, context, settings);
        } catch (RuntimeException failed) {
            context.close();
            throw failed;
        }
    }

    private static GenericWebApplicationContext context(
            ServletContextHandler handler, DashboardSettings settings, Into into) {
        var context = new GenericWebApplicationContext(handler.getServletContext());
        context.registerBean(DashboardSettings.class, () -> settings);
        context.registerBean(Project.class, into::project);
        // The ledger belongs to whoever opened it.
        context.registerBean(Ledger.class, into::ledger, bean -> bean.setDestroyMethodName(""));
        new AnnotatedBeanDefinitionReader(context).register(DashboardFrame.class);
        context.refresh();
        return context;
    }

    private static void harden(ServletContextHandler handler, DashboardSettings settings) {
        var sessions = handler.getSessionHandler();
        sessions.setSessionCookie("HIKYAKU_SESSION");
        sessions.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        sessions.setHttpOnly(true);
        // Not strict: a link in an alert has to open the page it names.
        sessions.setSameSite(SameSite.LAX);
        sessions.getSessionCookieConfig().setSecure(settings.isSecure());
        sessions.setMaxInactiveInterval((int) settings.session().toSeconds());
        handler.setErrorHandler(new PlainErrors());
    }

    /// What answers; for tests that look whether all ways are guarded.
    GenericWebApplicationContext context() {
        return context;
    }

    int port() {
        return server.port();
    }

    /// Where browsers find it.
    public URI url() {
        var outside = settings.url();
        if (outside != null) {
            return outside;
        }
        var path = settings.path().equals("/") ? "/" : settings.path() + "/";
        return URI.create("http://" + settings.bind() + ":" + server.port() + path);
    }

    /// Lets answers that are under way go out, and closes.
    @Override
    public void close() {
        server.close();
        context.close();
    }
}
