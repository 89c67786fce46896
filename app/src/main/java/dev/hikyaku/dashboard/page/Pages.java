package dev.hikyaku.dashboard.page;

import dev.hikyaku.dashboard.DashboardSettings;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/// Makes pages of templates. Everything in a template is escaped; a name that is not there fails the page.
@Component
public final class Pages implements ViewResolver {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final PebbleEngine engine;
    private final boolean readOnly;

    Pages(DashboardSettings settings) {
        readOnly = settings.readOnly();
        var loader = new ClasspathLoader(Pages.class.getClassLoader());
        loader.setPrefix("dev/hikyaku/dashboard/templates");
        loader.setSuffix(".peb");
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .extension(new PageFunctions())
                .strictVariables(true)
                .autoEscaping(true)
                .defaultLocale(Locale.ENGLISH)
                .build();
    }

    @Override
    public View resolveViewName(String name, Locale locale) {
        return new View() {
            @Override
            public String getContentType() {
                return "text/html";
            }

            @Override
            public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                show(name, model == null ? Map.of() : model, request, response);
            }
        };
    }

    /// A template that fails has written nothing yet: another page says so, and the log why.
    private void show(String name, Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            write(name, model, request, response);
        } catch (RuntimeException fault) {
            var number = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("page {} failed, number {}", name, number, fault);
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            write("trouble", Map.of("what", "fault", "number", number), request, response);
        }
    }

    /// Writes a page; its status is what the answer has.
    ///
    /// @param template its name without ending
    public void write(String template, Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var values = new HashMap<String, Object>(model);
        values.put("ui", Ui.of(request, readOnly));
        // Whole before the first byte, so that a page that fails is not half a page.
        var text = new StringWriter();
        engine.getTemplate(template).evaluate(text, values, Preferences.language(request));
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(text.toString());
    }
}
