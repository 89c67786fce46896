package dev.hikyaku.dashboard.rest;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.Page;
import dev.hikyaku.ledger.view.Views;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.run.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the addresses speak of: the project, its ledger, and the names that callers may use.
@Component
final class Desk {
    private static final int USUAL = 50;

    private final Project project;
    private final Ledger ledger;

    Desk(Project project, Ledger ledger) {
        this.project = project;
        this.ledger = ledger;
    }

    /// There is no such thing; the message says what was wanted.
    static final class NotFound extends RuntimeException {
        NotFound(String message) {
            super(message);
        }
    }

    Ledger ledger() {
        return ledger;
    }

    Views view() {
        return ledger.view();
    }

    Project project() {
        return project;
    }

    List<String> syncs() {
        return project.manifest().syncs().stream().map(Sync::name).toList();
    }

    List<String> campaigns() {
        return project.manifest().campaigns().stream().map(Campaign::name).toList();
    }

    /// @throws NotFound unless the manifest has this sync
    String sync(String name) {
        return known("sync", name, syncs());
    }

    /// Null stays null.
    @Nullable
    String syncOrAll(@Nullable String name) {
        return name == null ? null : sync(name);
    }

    /// @throws NotFound unless the manifest has this campaign
    String campaign(String name) {
        return known("campaign", name, campaigns());
    }

    private static String known(String what, String name, List<String> all) {
        if (!all.contains(name)) {
            throw new NotFound("no " + what + " '" + name + "'; wanted one of " + String.join(", ", all));
        }
        return name;
    }

    /// Which page is asked for.
    static Page.Wanted wanted(@Nullable String cursor, @Nullable Integer limit) {
        return new Page.Wanted(cursor, limit == null ? USUAL : limit);
    }
}
