package dev.hikyaku.dashboard.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

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
}
