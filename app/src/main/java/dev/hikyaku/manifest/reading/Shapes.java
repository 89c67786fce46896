package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.reading.Shape.Choice;
import dev.hikyaku.manifest.reading.Shape.Either;
import dev.hikyaku.manifest.reading.Shape.Entries;
import dev.hikyaku.manifest.reading.Shape.Key;
import dev.hikyaku.manifest.reading.Shape.Section;
import dev.hikyaku.manifest.reading.Shape.Text;
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
            Key.optional("login", text(TextRule.LOGIN_URL)),
            Key.optional("apiVersion", text(TextRule.API_VERSION)),
            Key.optional("clientId", text(TextRule.NOT_EMPTY)),
            Key.optional("username", text(TextRule.NOT_EMPTY)));

    private static final Section CONNECTIONS = Section.of(
            "connections",
            Key.optional("application", DATABASE_APPLICATION),
            Key.optional("ledger", DATABASE_LEDGER),
            Key.optional("salesforce", SALESFORCE_CONNECTION));

    /// `hikyaku.yaml`.
    static final Section PROJECT = Section.of(
            "project",
            Key.required("version", VERSION),
            Key.optional("zone", text(TextRule.ZONE)),
            Key.optional("connections", CONNECTIONS));

    private static final Either LABEL = new Either(
            text(TextRule.NOT_EMPTY),
            Section.of(
                    "label",
                    Key.optional("ja", text(TextRule.NOT_EMPTY)),
                    Key.optional("en", text(TextRule.NOT_EMPTY))));

    private static final Section SALESFORCE = Section.of(
            "salesforce",
            Key.required("object", text(TextRule.SALESFORCE_NAME)),
            Key.required("externalId", text(TextRule.SALESFORCE_NAME)));

    private static final Section SOURCE = new Section(
            "source",
            List.of(
                    Key.optional("table", text(TextRule.TABLE)),
                    Key.optional(
                            "sql",
                            new Either(
                                    text(TextRule.SQL),
                                    Section.of("sql", Key.required("file", text(TextRule.NOT_EMPTY))))),
                    Key.optional("intake", new Choice(List.of("true"))),
                    Key.required("key", text(TextRule.COLUMN)),
                    Key.optional("where", text(TextRule.NOT_EMPTY)),
                    Key.optional("zone", text(TextRule.ZONE))),
            List.of("table", "sql", "intake"),
            Map.of("where", "table"));

    private static final Section FIELD = new Section(
            "field",
            List.of(
                    Key.optional("from", text(TextRule.COLUMN)),
                    Key.optional("expr", text(TextRule.EXPRESSION)),
                    Key.optional("value", text(TextRule.FREE)),
                    Key.optional("map", new Entries(TextRule.FREE, text(TextRule.FREE))),
                    Key.optional("otherwise", words(Field.Otherwise.values())),
                    Key.optional("type", words(Field.Type.values())),
                    Key.optional("max", new Whole(1, LONGEST_TEXT)),
                    Key.optional("tooLong", words(Field.TooLong.values())),
                    Key.optional("empty", words(Field.Empty.values()))),
            List.of("from", "expr", "value"),
            Map.of("otherwise", "map", "tooLong", "max"));

    private static final Section REFERENCE = Section.of(
            "reference",
            Key.required("sync", text(TextRule.SYNC_NAME)),
            Key.required("by", text(TextRule.COLUMN)),
            Key.optional("missing", words(Reference.Missing.values())));

    private static final Section OPERATIONS = Section.of(
            "operations", Key.required("upsert", Section.of("upsert")), Key.optional("delete", Section.of("delete")));

    /// `syncs/*.yaml`.
    static final Section SYNC = Section.of(
            "sync",
            Key.required("version", VERSION),
            Key.required("sync", text(TextRule.SYNC_NAME)),
            Key.optional("label", LABEL),
            Key.required("salesforce", SALESFORCE),
            Key.required("source", SOURCE),
            Key.required("fields", new Entries(TextRule.SALESFORCE_NAME, new Either(text(TextRule.COLUMN), FIELD))),
            Key.optional("references", new Entries(TextRule.SALESFORCE_NAME, REFERENCE)),
            Key.optional("operations", OPERATIONS),
            Key.optional("guard", Section.of("guard", Key.optional("maxDeletes", text(TextRule.SHARE)))));

    private Shapes() {}

    private static Text text(TextRule rule) {
        return new Text(rule);
    }

    private static Section database(String name) {
        return Section.of(
                name, Key.optional("url", text(TextRule.JDBC_URL)), Key.optional("user", text(TextRule.NOT_EMPTY)));
    }

    private static Choice words(Enum<?>[] values) {
        return new Choice(Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList());
    }
}
