package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Schedule;
import dev.hikyaku.manifest.reading.Shape.Choice;
import dev.hikyaku.manifest.reading.Shape.Either;
import dev.hikyaku.manifest.reading.Shape.Entries;
import dev.hikyaku.manifest.reading.Shape.Section;
import dev.hikyaku.manifest.reading.Shape.Whole;
import dev.hikyaku.manifest.reading.campaign.PushShapes;
import java.util.List;
import java.util.Map;

/// All keys of all files, declared once.
public final class Shapes {

    /// The longest text that any Salesforce field holds (long text area).
    private static final int LONGEST_TEXT = 131_072;

    /// Version of the format.
    public static final Choice VERSION = new Choice(List.of("1"));

    private static final Section DATABASE_APPLICATION = database("application");

    private static final Section DATABASE_LEDGER = database("ledger");

    private static final Section SALESFORCE_CONNECTION = Section.of(
            "login",
            Shape.Key.optional("login", Shape.text(TextRule.LOGIN_URL)),
            Shape.Key.optional("apiVersion", Shape.text(TextRule.API_VERSION)),
            Shape.Key.optional("clientId", Shape.text(TextRule.NOT_EMPTY)),
            Shape.Key.optional("username", Shape.text(TextRule.NOT_EMPTY)));

    private static final Section CONNECTIONS = Section.of(
            "connections",
            Shape.Key.optional("application", DATABASE_APPLICATION),
            Shape.Key.optional("ledger", DATABASE_LEDGER),
            Shape.Key.optional("salesforce", SALESFORCE_CONNECTION));

    private static final Shape.Key TO = Shape.Key.optional("to", new Shape.Many(TextRule.RECEIVER));
    private static final Shape.Key REJECTED = Shape.Key.optional("rejected", Shape.text(TextRule.SHARE));
    private static final Shape.Key OLDEST = Shape.Key.optional("oldest", Shape.text(TextRule.DURATION));
    private static final Shape.Key AGAIN = Shape.Key.optional("again", Shape.text(TextRule.DURATION));

    private static final Section ALERTS = Section.of(
            "alerts",
            TO,
            REJECTED,
            OLDEST,
            Shape.Key.optional("quota", Shape.text(TextRule.SHARE)),
            Shape.Key.optional("deviation", Shape.text(TextRule.TIMES)),
            Shape.Key.optional("deadDevices", Shape.text(TextRule.SHARE)),
            AGAIN);

    /// `hikyaku.yaml`.
    static final Section PROJECT = Section.of(
            "project",
            Shape.Key.required("version", VERSION),
            Shape.Key.optional("zone", Shape.text(TextRule.ZONE)),
            Shape.Key.optional("connections", CONNECTIONS),
            Shape.Key.optional("push", PushShapes.PUSH),
            Shape.Key.optional("alerts", ALERTS));

    /// A name for people.
    public static final Either LABEL = new Either(
            Shape.text(TextRule.NOT_EMPTY),
            Section.of(
                    "label",
                    Shape.Key.optional("ja", Shape.text(TextRule.NOT_EMPTY)),
                    Shape.Key.optional("en", Shape.text(TextRule.NOT_EMPTY))));

    private static final Section SALESFORCE = Section.of(
            "salesforce",
            Shape.Key.required("object", Shape.text(TextRule.SALESFORCE_NAME)),
            Shape.Key.required("externalId", Shape.text(TextRule.SALESFORCE_NAME)));

    private static final Section SOURCE = new Section(
            "source",
            List.of(
                    Shape.Key.optional("table", Shape.text(TextRule.TABLE)),
                    Shape.Key.optional(
                            "sql",
                            new Either(
                                    Shape.text(TextRule.SQL),
                                    Section.of("sql", Shape.Key.required("file", Shape.text(TextRule.NOT_EMPTY))))),
                    Shape.Key.optional("intake", new Choice(List.of("true"))),
                    Shape.Key.required("key", Shape.text(TextRule.COLUMN)),
                    Shape.Key.optional("where", Shape.text(TextRule.NOT_EMPTY)),
                    Shape.Key.optional("zone", Shape.text(TextRule.ZONE))),
            List.of("table", "sql", "intake"),
            Map.of("where", "table"));

    private static final Section FIELD = new Section(
            "field",
            List.of(
                    Shape.Key.optional("from", Shape.text(TextRule.COLUMN)),
                    Shape.Key.optional("expr", Shape.text(TextRule.EXPRESSION)),
                    Shape.Key.optional("value", Shape.text(TextRule.FREE)),
                    Shape.Key.optional("map", new Entries(TextRule.FREE, Shape.text(TextRule.FREE))),
                    Shape.Key.optional("otherwise", Shape.words(Field.Otherwise.values())),
                    Shape.Key.optional("type", Shape.words(Field.Type.values())),
                    Shape.Key.optional("max", new Whole(1, LONGEST_TEXT)),
                    Shape.Key.optional("tooLong", Shape.words(Field.TooLong.values())),
                    Shape.Key.optional("empty", Shape.words(Field.Empty.values())),
                    Shape.Key.optional("invalid", Shape.words(Field.Invalid.values()))),
            List.of("from", "expr", "value"),
            Map.of("otherwise", "map"));

    private static final Section REFERENCE = new Section(
            "reference",
            List.of(
                    Shape.Key.optional("sync", Shape.text(TextRule.SYNC_NAME)),
                    Shape.Key.optional("syncs", new Entries(TextRule.FREE, Shape.text(TextRule.SYNC_NAME))),
                    Shape.Key.optional("externalId", Shape.text(TextRule.SALESFORCE_NAME)),
                    Shape.Key.optional("type", Shape.text(TextRule.COLUMN)),
                    Shape.Key.required("by", Shape.text(TextRule.COLUMN)),
                    Shape.Key.optional("missing", Shape.words(Reference.Missing.values())),
                    Shape.Key.optional("deadline", Shape.text(TextRule.DURATION))),
            List.of("sync", "syncs", "externalId"),
            Map.of("type", "syncs", "syncs", "type"));

    private static final Section TRAVEL = Section.of(
            "travel",
            Shape.Key.optional("quiet", Shape.text(TextRule.DURATION)),
            Shape.Key.optional("longest", Shape.text(TextRule.DURATION)),
            Shape.Key.optional("duplicates", new Choice(List.of("reject", "allow"))));

    private static final Section OPERATIONS = Section.of(
            "operations",
            Shape.Key.required("upsert", Section.of("upsert")),
            Shape.Key.optional("delete", Section.of("delete")));

    /// `syncs/*.yaml`.
    static final Section SYNC = Section.of(
            "sync",
            Shape.Key.required("version", VERSION),
            Shape.Key.required("sync", Shape.text(TextRule.SYNC_NAME)),
            Shape.Key.optional("label", LABEL),
            Shape.Key.required("salesforce", SALESFORCE),
            Shape.Key.required("source", SOURCE),
            Shape.Key.required(
                    "fields", new Entries(TextRule.SALESFORCE_NAME, new Either(Shape.text(TextRule.COLUMN), FIELD))),
            Shape.Key.optional("references", new Entries(TextRule.SALESFORCE_NAME, REFERENCE)),
            Shape.Key.optional("operations", OPERATIONS),
            Shape.Key.optional("schedule", schedule(TextRule.ZONE)),
            Shape.Key.optional("travel", TRAVEL),
            Shape.Key.optional("alerts", Section.of("alerts", TO, REJECTED, OLDEST, AGAIN)),
            Shape.Key.optional("goneInSalesforce", Shape.words(Sync.Gone.values())),
            Shape.Key.optional(
                    "guard", Section.of("guard", Shape.Key.optional("maxDeletes", Shape.text(TextRule.SHARE)))));

    private Shapes() {}

    /// When something starts by itself.
    ///
    /// @param zone what may stand for the zone
    public static Either schedule(TextRule zone) {
        return new Either(
                new Shape.Text(TextRule.CRON),
                Section.of(
                        "schedule",
                        Shape.Key.required("cron", Shape.text(TextRule.CRON)),
                        Shape.Key.optional("zone", Shape.text(zone)),
                        Shape.Key.optional("missed", Shape.words(Schedule.Missed.values())),
                        Shape.Key.optional("grace", Shape.text(TextRule.DURATION))));
    }

    private static Section database(String name) {
        return Section.of(
                name,
                Shape.Key.optional("url", Shape.text(TextRule.JDBC_URL)),
                Shape.Key.optional("user", Shape.text(TextRule.NOT_EMPTY)));
    }
}
