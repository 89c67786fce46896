package dev.hikyaku.manifest.reading.campaign;

import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.manifest.campaign.Message;
import dev.hikyaku.manifest.campaign.QuietHours;
import dev.hikyaku.manifest.reading.Shape;
import dev.hikyaku.manifest.reading.Shape.Either;
import dev.hikyaku.manifest.reading.Shape.Entries;
import dev.hikyaku.manifest.reading.Shape.Many;
import dev.hikyaku.manifest.reading.Shape.Section;
import dev.hikyaku.manifest.reading.Shape.Whole;
import dev.hikyaku.manifest.reading.Shapes;
import dev.hikyaku.manifest.reading.TextRule;
import java.util.List;
import java.util.Map;

/// All keys of `campaigns/*.yaml`, declared once.
public final class CampaignShapes {

    private static final int MOST_PEOPLE = 999_999_999;

    private static final Section STILL = new Section(
            "still",
            List.of(
                    Shape.Key.optional("table", Shape.text(TextRule.TABLE)),
                    Shape.Key.optional("sql", Shape.text(TextRule.SQL)),
                    Shape.Key.required("column", Shape.text(TextRule.COLUMN))),
            List.of("table", "sql"),
            Map.of());

    private static final Section AUDIENCE = Section.of(
            "audience",
            Shape.Key.required(
                    "sql",
                    new Either(
                            new Shape.Text(TextRule.QUERY),
                            Section.of("sql", Shape.Key.required("file", Shape.text(TextRule.NOT_EMPTY))))),
            Shape.Key.optional("params", new Entries(TextRule.PARAMETER_NAME, Shape.text(TextRule.NOT_EMPTY))),
            Shape.Key.optional("user", Shape.text(TextRule.COLUMN)),
            Shape.Key.required("once", new Many(TextRule.COLUMN)),
            Shape.Key.optional("consent", Shape.text(TextRule.NOT_EMPTY)),
            Shape.Key.optional(
                    "guard",
                    Section.of(
                            "audienceGuard",
                            Shape.Key.optional("max", new Whole(1, MOST_PEOPLE)),
                            Shape.Key.optional("maxVsUsual", Shape.text(TextRule.TIMES)))),
            Shape.Key.optional("timeout", Shape.text(TextRule.DURATION)),
            Shape.Key.optional("still", STILL));

    private static final Section TEXT = Section.of(
            "text",
            Shape.Key.required("title", Shape.text(TextRule.NOT_EMPTY)),
            Shape.Key.required("body", Shape.text(TextRule.NOT_EMPTY)),
            Shape.Key.optional("image", Shape.text(TextRule.NOT_EMPTY)));

    private static final Section MESSAGE = new Section(
            "message",
            List.of(
                    Shape.Key.optional("default", Shape.text(TextRule.NOT_EMPTY)),
                    Shape.Key.optional("open", Shape.text(TextRule.NOT_EMPTY)),
                    Shape.Key.optional("data", new Entries(TextRule.NOT_EMPTY, Shape.text(TextRule.FREE))),
                    Shape.Key.optional("ttl", Shape.text(TextRule.DURATION)),
                    Shape.Key.optional("tooLong", Shape.words(Message.TooLong.values())),
                    Shape.Key.optional(
                            "overrides",
                            Section.of(
                                    "overrides",
                                    Shape.Key.optional("android", new Shape.Anything()),
                                    Shape.Key.optional("apns", new Shape.Anything()),
                                    Shape.Key.optional("webpush", new Shape.Anything())))),
            List.of(),
            Map.of(),
            TEXT);

    private static final Section QUIET_HOURS = Section.of(
            "quietHours",
            Shape.Key.required("from", Shape.text(TextRule.TIME_OF_DAY)),
            Shape.Key.required("to", Shape.text(TextRule.TIME_OF_DAY)),
            Shape.Key.optional("zone", Shape.text(TextRule.ZONE_OR_RECIPIENT)),
            Shape.Key.optional("then", Shape.words(QuietHours.Then.values())));

    private static final Section LIMITS = Section.of(
            "limits",
            Shape.Key.optional("perUser", Shape.text(TextRule.CAP)),
            Shape.Key.optional("rate", Shape.text(TextRule.RATE)),
            Shape.Key.optional("group", Shape.text(TextRule.NOT_EMPTY)),
            Shape.Key.optional("over", Shape.words(Limits.Over.values())),
            Shape.Key.optional("priority", Shape.words(Limits.Priority.values())));

    private static final Section APPROVAL = Section.of(
            "approval",
            Shape.Key.required("above", new Whole(0, MOST_PEOPLE)),
            Shape.Key.required("by", Shape.text(TextRule.NOT_EMPTY)));

    /// `campaigns/*.yaml`.
    public static final Section CAMPAIGN = Section.of(
            "campaign",
            Shape.Key.required("version", Shapes.VERSION),
            Shape.Key.required("campaign", Shape.text(TextRule.CAMPAIGN_NAME)),
            Shape.Key.optional("label", Shapes.LABEL),
            Shape.Key.required("audience", AUDIENCE),
            Shape.Key.required("message", MESSAGE),
            Shape.Key.optional("schedule", Shapes.schedule(TextRule.ZONE_OR_RECIPIENT)),
            Shape.Key.optional("quietHours", QUIET_HOURS),
            Shape.Key.optional("limits", LIMITS),
            Shape.Key.optional("repeats", Shape.words(Campaign.Repeats.values())),
            Shape.Key.optional("devices", Shape.words(Campaign.Chosen.values())),
            Shape.Key.optional("expires", Shape.text(TextRule.DURATION)),
            Shape.Key.optional("approval", APPROVAL),
            Shape.Key.optional("after", Shape.text(TextRule.CAMPAIGN_NAME)));

    private CampaignShapes() {}
}
