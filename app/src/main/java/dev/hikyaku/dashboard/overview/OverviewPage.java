package dev.hikyaku.dashboard.overview;

import dev.hikyaku.dashboard.page.Charts;
import dev.hikyaku.dashboard.page.Library;
import dev.hikyaku.dashboard.page.Preferences;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.history.Range;
import dev.hikyaku.ledger.history.Setups;
import dev.hikyaku.ledger.history.Whose;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.json.JsonMapper;

/// The first page, the part of it that lives, and the small answer that tells whether it changed.
@Controller
final class OverviewPage {
    private static final int CHANGES = 3;
    private static final int LOOKED_AT = 50;

    private final Look look;
    private final Ledger ledger;

    OverviewPage(Look look, Ledger ledger) {
        this.look = look;
        this.ledger = ledger;
    }

    @GetMapping("/")
    String page(
            @RequestParam(name = "range", required = false) @Nullable String range,
            @RequestParam(name = "sync", required = false) @Nullable String sync,
            HttpServletRequest request,
            Model model) {
        var locale = Preferences.language(request);
        var now = look.now(locale);
        var back = Range.of(range == null ? "" : range).orElse(Range.HOUR);
        // A sync that is not there any more is no reason to show nothing.
        var isThere = sync != null
                && now.syncs().stream().anyMatch(line -> line.name().equals(sync));
        var whose = sync != null && isThere ? Whose.sync(sync) : null;
        model.addAttribute("overview", now);
        model.addAttribute("charts", Charts.of(ledger.history().read(back, whose), locale));
        model.addAttribute("ranges", Range.words());
        model.addAttribute("plot", Library.PLOT.address());
        model.addAttribute("changed", changed());
        return "overview";
    }

    /// What was seen first is no change.
    private List<Setups.Change> changed() {
        return ledger.history().setups().newest(LOOKED_AT).stream()
                .filter(change -> change.before() != null)
                .limit(CHANGES)
                .toList();
    }

    @GetMapping("/overview/now")
    String part(HttpServletRequest request, Model model) {
        model.addAttribute("overview", look.now(Preferences.language(request)));
        return "overview-now";
    }

    @GetMapping("/summary")
    ResponseEntity<byte[]> summary(WebRequest request) {
        var now = look.now(Locale.ENGLISH);
        var json = JsonMapper.shared().writeValueAsBytes(Map.of("syncs", now.syncs(), "campaigns", now.campaigns()));
        var etag = "\"" + digest(json) + "\"";
        if (request.checkNotModified(etag)) {
            return ResponseEntity.status(304).eTag(etag).build();
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, private")
                .eTag(etag)
                .contentType(new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8))
                .body(json);
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 12);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
