package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.reading.Shape.Choice;
import dev.hikyaku.manifest.reading.Shape.Either;
import dev.hikyaku.manifest.reading.Shape.Entries;
import dev.hikyaku.manifest.reading.Shape.Section;
import dev.hikyaku.manifest.reading.Shape.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All keys of all files, declared once.
final class Shapes {

    /// The longest text that any Salesforce field holds (long text area).
    private static final int LONGEST_TEXT = 131_072;

    private static final Choice VERSION = new Choice(List.of("1"));

    private static final Section DATABASE_APPLICATION = database("application");

    private static final Section DATABASE_LEDGER = database("ledger");

    private static final Section SALESFORCE_CONNECTION = Section.of(
            "login",
            Shape.Key.optional("login", text(TextRule.LOGIN_URL)),
            Shape.Key.optional("apiVersion", text(TextRule.API_VERSION)),
            Shape.Key.optional("clientId", text(TextRule.NOT_EMPTY)),
            Shape.Key.optional("username", text(TextRule.NOT_EMPTY)));

    private static final Section CONNECTIONS = Section.of(
            "connections",
            Shape.Key.optional("application", DATABASE_APPLICATION),
            Shape.Key.optional("ledger", DATABASE_LEDGER),
            Shape.Key.optional("salesforce", SALESFORCE_CONNECTION));

    /// `hikyaku.yaml`.
    static final Section PROJECT = Section.of(
            "project",
            Shape.Key.required("version", VERSION),
            Shape.Key.optional("zone", text(TextRule.ZONE)),
            Shape.Key.optional("connections", CONNECTIONS));

    private static final Either LABEL = new Either(
            text(TextRule.NOT_EMPTY),
            Section.of(
                    "label",
                    Shape.Key.optional("ja", text(TextRule.NOT_EMPTY)),
                    Shape.Key.optional("en", text(TextRule.NOT_EMPTY))));

    private static final Section SALESFORCE = Section.of(
            "salesforce",
            Shape.Key.required("object", text(TextRule.SALESFORCE_NAME)),
            Shape.Key.required("externalId", text(TextRule.SALESFORCE_NAME)));

    private static final Section SOURCE = new Section(
            "source",
            List.of(
                    Shape.Key.optional("table", text(TextRule.TABLE)),
                    Shape.Key.optional(
                            "sql",
                            new Either(
                                    text(TextRule.SQL),
                                    Section.of("sql", Shape.Key.required("file", text(TextRule.NOT_EMPTY))))),
                    Shape.Key.optional("intake", new Choice(List.of("true"))),
                    Shape.Key.required("key", text(TextRule.COLUMN)),
                    Shape.Key.optional("where", text(TextRule.NOT_EMPTY)),
                    Shape.Key.optional("zone", text(TextRule.ZONE))),
            List.of("table", "sql", "intake"),
            Map.of("where", "table"));

    private static final Section FIELD = new Section(
            "field",
            List.of(
                    Shape.Key.optional("from", text(TextRule.COLUMN)),
                    Shape.Key.optional("expr", text(TextRule.EXPRESSION)),
                    Shape.Key.optional("value", text(TextRule.FREE)),
                    Shape.Key.optional("map", new Entries(TextRule.FREE, text(TextRule.FREE))),
                    Shape.Key.optional("otherwise", words(Field.Otherwise.values())),
                    Shape.Key.optional("type", words(Field.Type.values())),
                    Shape.Key.optional("max", new Whole(1, LONGEST_TEXT)),
                    Shape.Key.optional("tooLong", words(Field.TooLong.values())),
                    Shape.Key.optional("empty", words(Field.Empty.values())),
                    Shape.Key.optional("invalid", words(Field.Invalid.values()))),
            List.of("from", "expr", "value"),
            Map.of("otherwise", "map"));

    private static final Section REFERENCE = new Section(
            "reference",
            List.of(
                    Shape.Key.optional("sync", text(TextRule.SYNC_NAME)),
                    Shape.Key.optional("syncs", new Entries(TextRule.FREE, text(TextRule.SYNC_NAME))),
                    Shape.Key.optional("externalId", text(TextRule.SALESFORCE_NAME)),
                    Shape.Key.optional("type", text(TextRule.COLUMN)),
                    Shape.Key.required("by", text(TextRule.COLUMN)),
                    Shape.Key.optional("missing", words(Reference.Missing.values())),
                    Shape.Key.optional("deadline", text(TextRule.DURATION))),
            List.of("sync", "syncs", "externalId"),
            Map.of("type", "syncs", "syncs", "type"));

    private static final Section TRAVEL = Section.of(
            "travel",
            Shape.Key.optional("quiet", text(TextRule.DURATION)),
            Shape.Key.optional("longest", text(TextRule.DURATION)),
            Shape.Key.optional("duplicates", new Choice(List.of("reject", "allow"))));

    private static final Section OPERATIONS = Section.of(
            "operations",
            Shape.Key.required("upsert", Section.of("upsert")),
            Shape.Key.optional("delete", Section.of("delete")));

    /// `syncs/*.yaml`.
    static final Section SYNC = Section.of(
            "sync",
            Shape.Key.required("version", VERSION),
            Shape.Key.required("sync", text(TextRule.SYNC_NAME)),
            Shape.Key.optional("label", LABEL),
            Shape.Key.required("salesforce", SALESFORCE),
            Shape.Key.required("source", SOURCE),
            Shape.Key.required(
                    "fields", new Entries(TextRule.SALESFORCE_NAME, new Either(text(TextRule.COLUMN), FIELD))),
            Shape.Key.optional("references", new Entries(TextRule.SALESFORCE_NAME, REFERENCE)),
            Shape.Key.optional("operations", OPERATIONS),
            Shape.Key.optional("travel", TRAVEL),
            Shape.Key.optional("goneInSalesforce", words(Sync.Gone.values())),
            Shape.Key.optional("guard", Section.of("guard", Shape.Key.optional("maxDeletes", text(TextRule.SHARE)))));

    private Shapes() {}

    private static Shape.Text text(TextRule rule) {
        return new Shape.Text(rule);
    }

    private static Section database(String name) {
        return Section.of(
                name,
                Shape.Key.optional("url", text(TextRule.JDBC_URL)),
                Shape.Key.optional("user", text(TextRule.NOT_EMPTY)));
    }

    private static Choice words(Enum<?>[] values) {
        return new Choice(Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList());
    }
}
