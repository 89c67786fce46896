package dev.hikyaku.dashboard.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.view.RedirectView;

/// Addresses of pages, below the dashboard's path.
public final class Links {
    private Links() {}

    /// The page of one record. Keys that a path can't hold safely go behind a question mark.
    public static String trace(String sync, String key) {
        if (key.matches("[A-Za-z0-9_~@-][A-Za-z0-9._~@-]*")) {
            return "/trace/" + sync + "/" + key;
        }
        return "/trace/" + sync + "?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    /// Sends the browser to a page after a form, so that reloading sends nothing again.
    public static RedirectView to(String path) {
        var view = new RedirectView(path, true);
        view.setExposeModelAttributes(false);
        view.setExpandUriTemplateVariables(false);
        return view;
    }

    /// A word of a command that people copy into a POSIX shell, quoted where the shell would read more than a word: it
    /// may come from an address that somebody else made.
    public static String word(String text) {
        return text.matches("[A-Za-z0-9_@%+:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /// A count that an address tells; -1 when it tells none.
    public static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }
}
