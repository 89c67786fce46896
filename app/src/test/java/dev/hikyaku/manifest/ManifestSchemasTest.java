package dev.hikyaku.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ManifestSchemasTest {
    private static final String FIRST = """
            version: 1
            campaign: first
            audience: { sql: SELECT user_id FROM users, once: user_id }
            message: { en: { title: Hello, body: World } }
            """;

    private static final String PLANNED = """
            version: 1
            sync: planned
            salesforce: { object: A__c, externalId: Id__c }
            source: { table: t, key: id }
            fields: {}
            schedule: { cron: "0 9 * * *", zone: UTC, missed: skip, grace: 5m }
            """;

    private static final String ALERTS = """
            alerts:
              to: "slack:ops"
              rejected: 5%
              oldest: 15m
              quota: 20%
              deviation: 3x
              deadDevices: 10%
              again: 1h
            """;

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    @Test
    void writesTheSchemasWhereTheFirstLinesOfTheFilesPoint() throws Exception {
        ManifestSchemas.write(folder);

        assertThat(folder.resolve(".hikyaku/sync.schema.json")).content().isEqualTo(ManifestSchemas.sync());
        assertThat(folder.resolve(".hikyaku/hikyaku.schema.json")).content().isEqualTo(ManifestSchemas.project());
        assertThat(JSON.readTree(ManifestSchemas.sync()).get("$schema").stringValue())
                .isEqualTo("http://json-schema.org/draft-07/schema#");
    }

    @Test
    void letsEveryExamplePass() throws Exception {
        var shop = ManifestTest.shop();

        assertThat(errors(ManifestSchemas.project(), shop.resolve("hikyaku.yaml")))
                .isEmpty();
        for (var sync : List.of("account", "contact", "visit")) {
            assertThat(errors(ManifestSchemas.sync(), shop.resolve("syncs/" + sync + ".yaml")))
                    .isEmpty();
        }
    }

    @Test
    void refusesWhatTheReaderRefuses() throws Exception {
        var contact = Files.readString(ManifestTest.shop().resolve("syncs/contact.yaml"));

        assertThat(refuses(contact.replace("fields:", "feilds:"))).isTrue();
        assertThat(refuses(contact.replace("table: users, key: id", "table: users")))
                .isTrue();
        assertThat(refuses(contact.replace("table: users", "table: users, intake: true")))
                .isTrue();
        assertThat(refuses(contact.replace("tooLong: cut", "tooLong: shorten"))).isTrue();
        assertThat(refuses(contact.replace("map: { \"1\": ライト, \"2\": スタンダード }, ", "")))
                .isTrue();
        assertThat(refuses(contact.replace("max: 128", "max: 0"))).isTrue();
        assertThat(refuses(contact.replace("LastName: last_name", "Last Name: last_name")))
                .isTrue();
        assertThat(refuses(contact.replace("{ value: app }", "{ value: app, from: app }")))
                .isTrue();
        assertThat(refuses(contact)).isFalse();
    }

    @Test
    void describesEveryKeyInBothLanguages() {
        var key = JSON.readTree(ManifestSchemas.sync()).at("/properties/source/properties/key/description");

        assertThat(key.stringValue())
                .isEqualTo("Column that tells records apart; becomes the external id.\nレコードを見分ける列。外部 ID になります");
    }

    /// Every key of the schemas stands, once at least, in the examples, which the reader takes.
    @Test
    void knowsNoKeyThatTheReaderDoesNot() throws Exception {
        writeEveryKey();
        writeWhatItRefersTo();
        Manifest.read(folder);

        assertThat(keys(JSON.readTree(ManifestSchemas.sync()))).hasSize(55).allMatch(this::stands);
        assertThat(keys(JSON.readTree(ManifestSchemas.campaign()))).hasSize(56).allMatch(this::stands);
        assertThat(keys(JSON.readTree(ManifestSchemas.project()))).hasSize(53).allMatch(this::stands);
    }

    private void writeEveryKey() throws Exception {
        write(
                "hikyaku.yaml",
                Files.readString(ManifestTest.shop().resolve("hikyaku.yaml")) + ManifestExamples.PUSH + ALERTS);
        write("campaigns/every.yaml", ManifestExamples.CAMPAIGN + "after: first\n");
        write("syncs/planned.yaml", PLANNED);
        write("campaigns/first.yaml", FIRST);
        write("syncs/all.yaml", """
                version: 1
                sync: all
                label: { ja: あ, en: a }
                salesforce: { object: A__c, externalId: Id__c }
                source: { table: t, key: id, where: "a = 1", zone: UTC }
                fields:
                  A__c: { from: a, map: { x: y }, otherwise: keep, type: text, max: 3, tooLong: cut, empty: keep,
                          invalid: clear }
                  B__c: { expr: "upper(a)" }
                  C__c: { value: c }
                references:
                  D__c: { sync: visit, by: d, missing: clear }
                  E__c: { syncs: { x: visit }, type: e_type, by: e, missing: later }
                  F__c: { externalId: Code__c, by: f, missing: wait, deadline: 24h }
                travel: { quiet: 1s, longest: 30s, duplicates: allow }
                operations: { upsert: {}, delete: {} }
                alerts: { to: ["slack:ops", "mail:a@example.jp"], rejected: 1%, oldest: 5m, again: 2h }
                goneInSalesforce: stop
                guard: { maxDeletes: 12.5% }
                """);
    }

    @Test
    void refusesCampaignsThatTheReaderRefuses() {
        var campaign = ManifestExamples.CAMPAIGN;

        assertThat(refusesCampaign(campaign)).isFalse();
        assertThat(refusesCampaign(campaign.replace("once: [user_id, car_id]", "once: user_id")))
                .isFalse();
        assertThat(refusesCampaign(campaign.replace("once: [user_id, car_id]", "once: []")))
                .isTrue();
        assertThat(refusesCampaign(campaign.replace("once: [user_id, car_id]", "onec: user_id")))
                .isTrue();
        assertThat(refusesCampaign(campaign.replace("\"21:00\"", "9pm"))).isTrue();
        assertThat(refusesCampaign(campaign.replace("at-least-once", "at_least_once")))
                .isTrue();
        assertThat(refusesCampaign(campaign.replace("perUser: 2 per day", "perUser: 2/day")))
                .isTrue();
        assertThat(refusesCampaign(campaign.replace("ttl: 4h", "tlt: 4h"))).isTrue();
        assertThat(refusesCampaign(campaign.replace("title: 車検", "titel: 車検"))).isTrue();
        assertThat(refusesCampaign(campaign.replace("  ja: {", "  pt-BR: {"))).isFalse();
    }

    private static boolean refusesCampaign(String yaml) {
        return !validate(ManifestSchemas.campaign(), yaml).isEmpty();
    }

    private void writeWhatItRefersTo() throws Exception {
        write("sql/visit.sql", "SELECT 1");
        write("syncs/visit.yaml", """
                version: 1
                sync: visit
                salesforce: { object: A__c, externalId: Id__c }
                source: { sql: { file: sql/visit.sql }, key: id }
                fields: {}
                """);
        write("syncs/order.yaml", """
                version: 1
                sync: order
                salesforce: { object: A__c, externalId: Id__c }
                source: { intake: true, key: id }
                fields: {}
                """);
    }

    private boolean stands(String key) {
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".yaml")).toList()) {
                if (Files.readString(file).contains(key + ":")) {
                    return true;
                }
            }
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> keys(JsonNode schema) {
        var keys = new ArrayList<String>(schema.path("properties").propertyNames());
        schema.forEach(inner -> keys.addAll(keys(inner)));
        return keys;
    }

    private static boolean refuses(String yaml) {
        return !validate(ManifestSchemas.sync(), yaml).isEmpty();
    }

    private static List<Error> errors(String schema, Path yaml) throws Exception {
        return validate(schema, Files.readString(yaml));
    }

    private static List<Error> validate(String schema, String yaml) {
        JsonNode tree = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        return registry.getSchema(schema).validate(tree.toString(), InputFormat.JSON);
    }

    private void write(String name, String text) throws Exception {
        var file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
