package dev.hikyaku.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @TempDir
    private Path folder;

    static Path shop() throws Exception {
        var place = Objects.requireNonNull(ManifestTest.class.getResource("shop/hikyaku.yaml"));
        return Objects.requireNonNull(Path.of(place.toURI()).getParent());
    }

    @Test
    void readsAProjectInAnOrderInWhichReferencesHold() throws Exception {
        var manifest = Manifest.read(shop());

        assertThat(manifest.syncs()).extracting(Sync::name).containsExactly("account", "contact", "visit");
        assertThat(manifest.sync("contact")).isPresent();
        assertThat(manifest.sync("order")).isEmpty();
    }

    @Test
    void readsConnections() throws Exception {
        assertThat(Manifest.read(shop()).connections())
                .isEqualTo(new Connections(
                        "jdbc:mariadb://db.example.jp/shop?useUnicode=true",
                        "hikyaku",
                        "jdbc:postgresql://db.example.jp/ledger",
                        "hikyaku",
                        "https://example.my.salesforce.com",
                        "66.0",
                        "3MVG9exampleConsumerKey",
                        "integration@example.jp"));
    }

    @Test
    void readsASync() throws Exception {
        var contact = Manifest.read(shop()).sync("contact").orElseThrow();

        assertThat(contact.label()).isEqualTo(new Sync.Label("取引先責任者", "Contact"));
        assertThat(contact.object()).isEqualTo("Contact");
        assertThat(contact.externalId()).isEqualTo("AppUserId__c");
        assertThat(contact.source()).isEqualTo(new Source.Table("users", "id", "deleted_at IS NULL", TOKYO));
        assertThat(contact.deletes()).isEqualTo(Sync.Deletes.DELETE);
        assertThat(contact.deleteGuard()).isEqualTo(0.05);
        assertThat(contact.references())
                .containsExactly(
                        new Reference("AccountId", "account", "company_id", Reference.Missing.WAIT),
                        new Reference("ReportsToId", "contact", "boss_id", Reference.Missing.CLEAR));
    }

    @Test
    void readsWhereTheValueOfAFieldComesFrom() throws Exception {
        var fields = fieldsOfContact();

        assertThat(fields).hasSize(7);
        assertThat(fields.get(0)).isEqualTo(aField("LastName", new Expression.Column("last_name")));
        assertThat(fields.get(4)).isEqualTo(aField("MailingCity", city()));
        assertThat(fields.get(6)).isEqualTo(aField("Source__c", new Expression.Literal("app")));
    }

    @Test
    void readsWhatHappensToTheValueOfAField() throws Exception {
        var fields = fieldsOfContact();
        var plans = Map.of("1", "ライト", "2", "スタンダード");

        assertThat(fields.get(1)).isEqualTo(aText("Email", "email", Map.of(), Field.Type.EMAIL));
        assertThat(fields.get(2)).isEqualTo(aText("Plan__c", "plan", plans, Field.Type.AUTO));
        assertThat(fields.get(3))
                .isEqualTo(new Field(
                        "Title",
                        new Expression.Column("title"),
                        Map.of(),
                        Field.Otherwise.REJECT,
                        Field.Type.AUTO,
                        128,
                        Field.TooLong.CUT,
                        Field.Empty.CLEAR,
                        Field.Invalid.REJECT));
        assertThat(fields.get(5))
                .isEqualTo(new Field(
                        "FirstName",
                        new Expression.Column("first_name"),
                        Map.of(),
                        Field.Otherwise.REJECT,
                        Field.Type.AUTO,
                        null,
                        Field.TooLong.REJECT,
                        Field.Empty.KEEP,
                        Field.Invalid.REJECT));
    }

    private static List<Field> fieldsOfContact() throws Exception {
        return Manifest.read(shop()).sync("contact").orElseThrow().fields();
    }

    private static Field aText(String target, String column, Map<String, String> map, Field.Type type) {
        return new Field(
                target,
                new Expression.Column(column),
                map,
                Field.Otherwise.REJECT,
                type,
                null,
                Field.TooLong.REJECT,
                Field.Empty.CLEAR,
                Field.Invalid.REJECT);
    }

    private static Expression city() {
        var orDash = new Expression.Call(
                ExpressionFunction.COALESCE, List.of(new Expression.Column("city"), new Expression.Literal("-")));
        return new Expression.Call(
                ExpressionFunction.CONCAT, List.of(new Expression.Column("pref"), new Expression.Literal(" "), orDash));
    }

    private static Field aField(String target, Expression value) {
        return new Field(
                target,
                value,
                Map.of(),
                Field.Otherwise.REJECT,
                Field.Type.AUTO,
                null,
                Field.TooLong.REJECT,
                Field.Empty.CLEAR,
                Field.Invalid.REJECT);
    }

    @Test
    void takesDefaultsWhereNothingIsSaid() throws Exception {
        var account = Manifest.read(shop()).sync("account").orElseThrow();

        assertThat(account.label()).isEqualTo(new Sync.Label("account", "account"));
        assertThat(account.deletes()).isEqualTo(Sync.Deletes.KEEP);
        assertThat(account.deleteGuard()).isEqualTo(0.2);
        assertThat(account.source()).isEqualTo(new Source.Query("""
                -- companies with their head office
                SELECT c.id, c.name, o.tel
                  FROM companies c JOIN offices o ON o.company_id = c.id AND o.head""", "id", TOKYO));
    }

    @Test
    void understandsIntakeInTheZoneOfTheProject() throws Exception {
        assertThat(Manifest.read(shop()).sync("visit").orElseThrow().source())
                .isEqualTo(new Source.Intake("id", TOKYO));
        assertThat(new Source.Intake("id").zone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void keepsTextsAsTheyAreSpelled() throws Exception {
        write("hikyaku.yaml", "version: 1\n");
        write("syncs/code.yaml", """
                version: 1
                sync: code
                label: on
                salesforce: { object: Code__c, externalId: Code__c }
                source: { table: codes, key: id }
                fields:
                  A__c: { value: NO }
                  B__c: { value: 22:00 }
                  C__c: { value: 0123 }
                  D__c: { value: 1.10 }
                  E__c: { value: true }
                  F__c: { from: f, map: { on: yes, 0x1F: 1_000, 1: "" } }
                """);

        var code = Manifest.read(folder).syncs().getFirst();

        assertThat(code.label()).isEqualTo(new Sync.Label("on", "on"));
        assertThat(code.fields().subList(0, 5))
                .extracting(Field::value)
                .containsExactly(
                        new Expression.Literal("NO"),
                        new Expression.Literal("22:00"),
                        new Expression.Literal("0123"),
                        new Expression.Literal("1.10"),
                        new Expression.Literal("true"));
        assertThat(code.fields().get(5).map()).isEqualTo(Map.of("on", "yes", "0x1F", "1_000", "1", ""));
    }

    @Test
    void acceptsAByteOrderMarkAndWindowsLineEnds() throws Exception {
        write("hikyaku.yaml", "\uFEFFversion: 1\r\n");
        write(
                "syncs/account.yaml",
                "\uFEFF"
                        + Files.readString(shop().resolve("syncs/account.yaml"))
                                .replace("{ file: sql/account.sql }", "SELECT * FROM companies")
                                .replace("\n", "\r\n"));

        assertThat(Manifest.read(folder).syncs()).extracting(Sync::name).containsExactly("account");
    }

    @Test
    void knowsTheColumnsThatAreRead() throws Exception {
        assertThat(Manifest.read(shop()).sync("contact").orElseThrow().columns())
                .containsExactly(
                        "id",
                        "last_name",
                        "email",
                        "plan",
                        "title",
                        "city",
                        "pref",
                        "first_name",
                        "company_id",
                        "boss_id");
    }

    @Test
    void knowsTheTargetsThatAreWritten() throws Exception {
        assertThat(Manifest.read(shop()).sync("visit").orElseThrow().targets())
                .containsExactly("AppVisitId__c", "Visited__c", "Day__c", "Amount__c", "Paid__c", "Contact__c");
    }

    @Test
    void digestsWhatDecidesTheValuesAndNothingElse() throws Exception {
        var before = visit("label: A", "A__c: a\n  B__c: { from: b, map: { x: y, z: w } }");

        assertThat(before).matches("[0-9a-f]{64}");
        assertThat(visit("label: B # another", "B__c: { map: { z: w, x: y }, from: b }\n  A__c: { from: a }"))
                .isEqualTo(before);
        assertThat(visit("label: A", "A__c: b\n  B__c: { from: b, map: { x: y, z: w } }"))
                .isNotEqualTo(before);
        assertThat(visit("label: A", "A__c: a\n  B__c: { from: b, map: { x: w, z: y } }"))
                .isNotEqualTo(before);
    }

    @Test
    void digestsTheSameOnEveryMachine() throws Exception {
        assertThat(Manifest.read(shop()).sync("contact").orElseThrow().digest())
                .isEqualTo("50275bf23395d8fec8850249e5da40ba9959519f0b4e665cbc3d2769e64a8234");
    }

    private String visit(String label, String fields) throws Exception {
        write("hikyaku.yaml", "version: 1\n");
        write("syncs/visit.yaml", """
                version: 1
                sync: visit
                %s
                salesforce: { object: Visit__c, externalId: AppVisitId__c }
                source: { intake: true, key: id }
                fields:
                  %s
                """.formatted(label, fields));
        return Manifest.read(folder).syncs().getFirst().digest();
    }

    private void write(String name, String text) throws Exception {
        var file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
