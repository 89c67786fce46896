package dev.hikyaku.cli.campaign;

import dev.hikyaku.cli.desk.Desk.Explained;
import dev.hikyaku.cli.print.Screen;
import dev.hikyaku.cli.print.Style;
import dev.hikyaku.cli.print.Text;
import dev.hikyaku.cli.print.Times;
import dev.hikyaku.cli.story.AdviceLines;
import dev.hikyaku.ledger.delivery.story.DeliveryStory.Late;
import dev.hikyaku.push.forecast.Foreseen;
import dev.hikyaku.story.DeliveryLine;
import java.util.List;

/// Prints what became of one user in a campaign.
final class StoryPage {
    private final Screen screen;

    StoryPage(Screen screen) {
        this.screen = screen;
    }

    void print(Explained explained) {
        screen.line(screen.styled(
                Style.BOLD, Text.safe(explained.campaign()) + "  " + screen.say("campaign.user", explained.user())));
        var now = explained.now();
        if (now != null) {
            foreseen(now);
            return;
        }
        if (explained.deliveries().isEmpty()) {
            screen.line("∅ " + screen.say("far.notForeseen", explained.campaign(), explained.user()));
        }
        for (var told : explained.deliveries()) {
            delivery(told, explained.late().getOrDefault(told.id(), List.of()));
        }
    }

    private void delivery(DeliveryLine told, List<Late> late) {
        screen.line(sign(told.state()) + " " + state(screen, told) + device(told) + "   "
                + screen.say("campaign.byRun", told.run()));
        var reason = told.reason();
        var code = told.code();
        if (code != null) {
            screen.line("    " + code(screen, code) + (reason == null ? "" : ": " + Text.safe(reason)));
        }
        if (told.state().equals("waiting")) {
            screen.line("    " + screen.say("campaign.goesAt", Times.at(told.due())));
        }
        var sent = told.sent();
        if (sent != null) {
            screen.line("    " + screen.say("campaign.sentAt", Times.at(sent), told.attempts()));
        }
        var id = told.messageId();
        if (id != null) {
            screen.line("    " + screen.say("campaign.messageId", id));
        }
        late.forEach(this::late);
        if (code != null) {
            AdviceLines.of(screen.words().locale(), code).forEach(line -> screen.line("    " + line));
        }
    }

    private void late(Late answer) {
        var outcome = screen.words().find("outcome." + answer.outcome()).orElse(answer.outcome());
        screen.line("    " + screen.say("campaign.late", Times.at(answer.heardAt()), outcome));
    }

    private static String sign(String state) {
        return switch (state) {
            case "accepted" -> "✔";
            case "rejected" -> "✖";
            case "waiting" -> "⏸";
            case "sent" -> "⇢";
            case "unknown" -> "?";
            default -> "∅";
        };
    }

    static String state(Screen screen, DeliveryLine told) {
        return screen.words().find("outcome." + told.state()).orElse(told.state());
    }

    /// A code in words where it is one of ours, such as `opted_out`; else as it is.
    static String code(Screen screen, String code) {
        return screen.words().find("campaign." + code).orElse(Text.safe(code));
    }

    private static String device(DeliveryLine told) {
        return told.device() == null
                ? ""
                : "   " + told.platform() + " " + told.device()
                        + (told.gateway() == null ? "" : " (" + told.gateway() + ")");
    }

    /// A user whom no run took in.
    private void foreseen(Foreseen now) {
        if (now.audience().rows() == 0) {
            screen.line("∅ " + screen.say("campaign.notInAudienceNow"));
            return;
        }
        screen.line(screen.say("campaign.inAudienceNow"));
        now.suppressed()
                .keySet()
                .forEach(code -> screen.line("∅ " + screen.say("campaign.wouldNot", code(screen, code))));
        now.rejected().forEach(one -> screen.line("✖ " + screen.say("campaign.wouldNot", one.reason())));
        now.held()
                .forEach(one -> screen.line(
                        "⏸ " + Text.safe(one.reason()) + ", " + screen.say("campaign.goesAt", Times.at(one.until()))));
        now.samples()
                .forEach(one -> screen.line(
                        "✔ " + screen.say("campaign.would", now.sent().devices(), one.title())));
    }
}
