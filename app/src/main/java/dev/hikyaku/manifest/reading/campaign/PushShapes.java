package dev.hikyaku.manifest.reading.campaign;

import dev.hikyaku.manifest.reading.Shape;
import dev.hikyaku.manifest.reading.Shape.Choice;
import dev.hikyaku.manifest.reading.Shape.Entries;
import dev.hikyaku.manifest.reading.Shape.Section;
import dev.hikyaku.manifest.reading.Shape.Whole;
import dev.hikyaku.manifest.reading.TextRule;
import java.util.List;
import java.util.Map;

/// The keys of `push:`. Apart from those of a campaign, for `hikyaku.yaml` needs them first.
public final class PushShapes {

    private static final Choice GATEWAYS = new Choice(List.of("fcm", "sns"));

    private static final Section DEVICES = new Section(
            "devices",
            List.of(
                    Shape.Key.optional("table", Shape.text(TextRule.TABLE)),
                    Shape.Key.optional("sql", Shape.text(TextRule.SQL)),
                    Shape.Key.required("user", Shape.text(TextRule.COLUMN)),
                    Shape.Key.required("address", Shape.text(TextRule.COLUMN)),
                    Shape.Key.optional("kind", Shape.text(TextRule.COLUMN)),
                    Shape.Key.optional("platform", Shape.text(TextRule.COLUMN)),
                    Shape.Key.optional("registeredAt", Shape.text(TextRule.COLUMN)),
                    Shape.Key.optional("zone", Shape.text(TextRule.COLUMN)),
                    Shape.Key.optional("locale", Shape.text(TextRule.COLUMN)),
                    Shape.Key.optional("app", Shape.text(TextRule.COLUMN))),
            List.of("table", "sql"),
            Map.of());

    private static final Section CONSENT = new Section(
            "consent",
            List.of(
                    Shape.Key.optional("table", Shape.text(TextRule.TABLE)),
                    Shape.Key.optional("sql", Shape.text(TextRule.SQL)),
                    Shape.Key.required("user", Shape.text(TextRule.COLUMN))),
            List.of("table", "sql"),
            Map.of());

    private static final Section FCM = Section.of(
            "fcm",
            Shape.Key.optional("url", Shape.text(TextRule.GATEWAY_URL)),
            Shape.Key.optional("perMinute", new Whole(1, 100_000_000)));

    private static final Section SNS = Section.of(
            "sns",
            Shape.Key.required("region", Shape.text(TextRule.NOT_EMPTY)),
            Shape.Key.required(
                    "applications",
                    Section.of(
                            "applications",
                            Shape.Key.optional("android", Shape.text(TextRule.ARN)),
                            Shape.Key.optional("ios", Shape.text(TextRule.ARN)))),
            Shape.Key.optional("url", Shape.text(TextRule.GATEWAY_URL)),
            Shape.Key.optional("perSecond", new Whole(1, 1_000_000)),
            Shape.Key.optional("failures", Shape.text(TextRule.QUEUE_URL)));

    /// What all campaigns share.
    public static final Section PUSH = Section.of(
            "push",
            Shape.Key.required("devices", DEVICES),
            Shape.Key.required("gateway", GATEWAYS),
            Shape.Key.optional("failover", GATEWAYS),
            Shape.Key.optional("zone", Shape.text(TextRule.ZONE)),
            Shape.Key.optional("consents", new Entries(TextRule.NOT_EMPTY, CONSENT)),
            Shape.Key.optional("fcm", FCM),
            Shape.Key.optional("sns", SNS),
            Shape.Key.optional("reserve", Shape.text(TextRule.SHARE)));

    private PushShapes() {}
}
