package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.ledger.delivery.CampaignBooks.Balance;
import dev.hikyaku.run.campaign.CampaignReport;
import java.util.ArrayList;

/// The end of a campaign's run: what its audience came to.
public final class CampaignPage {
    private final Screen screen;

    /// On this screen.
    public CampaignPage(Screen screen) {
        this.screen = screen;
    }

    /// Prints the books, or that nothing was done.
    public void print(CampaignReport report) {
        report.problems().forEach(screen::complain);
        if (screen.manner().json()) {
            screen.json(report);
            return;
        }
        var books = report.books();
        if (books == null) {
            screen.line(screen.say("books.none", report.exitCode()));
            return;
        }
        screen.line(screen.say("run.done", report.run()));
        if (report.edited()) {
            screen.line(screen.styled(Style.WAIT, "– ") + screen.say("campaign.edited", report.campaign()));
        }
        audience(books);
        equation(books);
        if (report.failedLater() > 0) {
            screen.line(screen.say("campaign.failedLater", report.failedLater()));
        }
        end(books, report.exitCode());
    }

    private void audience(Balance books) {
        var counted = books.run().counted();
        screen.line(screen.say(
                "campaign.audience",
                counted.read(),
                counted.recipients(),
                counted.duplicates(),
                counted.alreadySent()));
        if (counted.moreDevices() > 0) {
            screen.line(screen.say("campaign.moreDevices", counted.moreDevices()));
        }
    }

    /// What was owed, and what became of it, in one line.
    void equation(Balance books) {
        var parts = new ArrayList<String>();
        parts.add(screen.say("books.accepted", books.accepted()));
        parts.add(screen.say("books.rejected", books.rejected()));
        books.suppressed()
                .forEach((reason, count) ->
                        parts.add(screen.say("campaign.suppressed", screen.say("campaign." + reason), count)));
        parts.add(screen.say("books.unknown", books.unknown()));
        parts.add(screen.say("campaign.expired", books.expired()));
        parts.add(screen.say("campaign.cancelled", books.cancelled()));
        parts.add(screen.say("books.waiting", books.waiting() + books.sent()));
        screen.line(screen.say("campaign.owed", books.owed()) + " = " + String.join(" + ", parts));
    }

    private void end(Balance books, int exitCode) {
        var meaning = screen.words().find("exit." + exitCode).orElse("");
        screen.line(screen.styled(
                        books.unaccounted() == 0 ? Style.GOOD : Style.BAD,
                        screen.say("books.unaccounted", books.unaccounted()))
                + "   " + screen.say("books.exit", exitCode, meaning));
    }
}
