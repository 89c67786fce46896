package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad input and systems out of reach: the place, the remedy and the exit code.
class MisuseTest {

    @TempDir
    Path parent;

    private ShopProject shop;

    @BeforeEach
    void open() throws IOException, SQLException {
        shop = new ShopProject(parent);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anUnknownVerbIsMisuse() {
        var said = Said.by("validat", "--lang", "en");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .startsWith("hikyaku: found \"validat\", which means nothing here\n"
                        + "   did you mean: hikyaku validate?\n")
                .endsWith("   help: hikyaku --help\n");
    }

    @Test
    void anOrgIsNotSimulatedWithoutItsSchema() {
        assertThat(Said.by("simulate", "salesforce", "--lang", "en"))
                .isEqualTo(new Said(2, "", "missing: --schema FILE, which describes the org\n"));
    }

    @Test
    void nothingIsDueWithoutASchedule() {
        var said = shop.say("run contact --due --lang en");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo(
                        "contact is not one sync with a schedule, so nothing is ever due. Say schedule: in its file, or run it"
                                + " without --due.\n");
        assertThat(shop.say("run kontact --lang en").err()).contains("did you mean \"contact\"?");
    }

    @Test
    void aMissingKeyIsMisuse() {
        assertThat(Said.by("trace", "contact", "--lang", "ja"))
                .isEqualTo(new Said(2, "", "hikyaku: 指定が足りません: KEY\n   使い方: hikyaku trace --help\n"));
    }

    @Test
    void anImpossibleShareIsMisuse() {
        var said = Said.by("run", "all", "--allow-deletes", "half", "--lang", "en");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("found \"half\", wanted a share such as 50% or 0.5");
    }

    @Test
    void anUnknownSyncIsMisuse() {
        assertThat(shop.say("run acount --lang en")).isEqualTo(new Said(2, "", """
                        no sync is called "acount". This project has: account, contact
                           did you mean "account"?
                        """));
    }

    @Test
    void anUnknownKeyIsMisuseAndTeaches() {
        shop.say("run all");
        assertThat(shop.say("trace contact nobody --lang en")).isEqualTo(new Said(2, "", """
                        contact has no record with the key or Salesforce id "nobody".
                           Keys are the text of the source's key column; they are case-sensitive.
                           Not in the source, left out by where:, or not scanned yet: the next run of contact takes it in.
                           Next: hikyaku records contact --project %s
                        """.formatted(shop.folder)));
    }

    @Test
    void lookingMakesNoLedger() {
        var said = shop.say("status --lang en");
        assertThat(said).isEqualTo(new Said(0, """
                        Nothing was carried yet: this project has no ledger. The first run makes it.
                        Next: hikyaku run all --project %s
                        """.formatted(shop.folder), ""));
        assertThat(shop.say("trace contact 1").exitCode()).isEqualTo(2);
        assertThat(shop.say("records contact").exitCode()).isZero();
        assertThat(shop.folder.resolve(".hikyaku/ledger.mv.db")).doesNotExist();
    }

    @Test
    void unreadableYamlIsTheManifestsFault() throws IOException {
        shop.write("syncs/contact.yaml", "version: 1\nsync: [contact\n");
        var said = shop.say("run all --lang en");
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("syncs/contact.yaml:").contains("HK1005  not YAML");
        var json = shop.say("validate --json");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.out()).contains("\"valid\" : false", "\"code\" : \"HK1005\"");
    }

    @Test
    void aMissingTableIsTheManifestsFault() throws IOException {
        shop.write("syncs/account.yaml", """
                version: 1
                sync: account
                salesforce: { object: Account, externalId: CompanyId__c }
                source: { table: firms, key: id }
                fields: { Name: name }
                """);
        var said = shop.say("run account --lang ja");
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err())
                .contains("HK2103  syncs/account.yaml")
                .contains("   担当: マニフェストを書く人\n")
                .contains("   対処: syncs/NAME.yaml の source を直すか、ユーザーにテーブルの読み取りを許可してください。\n");
    }

    @Test
    void aWrongPasswordIsASystemOutOfReach() {
        ShopProject.set("application.password", "wrong");
        var said = shop.say("run all --lang en -q");
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).isEqualTo("""
                HK2101  application database %s: Wrong user name or password [28000-240]
                   wanted: a database that answers, and a user who may read the tables of the syncs
                   fix: check HIKYAKU_APPLICATION_URL, HIKYAKU_APPLICATION_USER and HIKYAKU_APPLICATION_PASSWORD
                """.formatted(shop.url()));
        assertThat(said.out()).endsWith("unaccounted 0   exit 4 (a system is out of reach)\n");
    }

    @Test
    void salesforceOutOfReachLosesNothing() {
        ShopProject.set("salesforce.login", "http://127.0.0.1:1");
        var said = shop.say("run all --lang ja -q");
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).contains("HK2402  Salesforce can't be reached: ").contains("   担当: Hikyaku を運用する人\n");
        assertThat(said.out()).contains("待機 6 ⏸\n");
    }

    @Test
    void aForgottenSettingIsNamed() {
        System.clearProperty("hikyaku.application.url");
        var said = shop.say("run account --lang en -q");
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).isEqualTo("""
                HK2100  nobody said where the application's database is
                   fix: set HIKYAKU_APPLICATION_URL, or connections.application.url in hikyaku.yaml
                """);
    }

    @Test
    void aSettingThatCannotBeUnderstoodIsNamed() {
        System.setProperty("hikyaku.lease-time", "soon");
        try {
            var said = shop.say("status --lang en");
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).startsWith("A setting can not be understood: hikyaku.lease-time: ");
        } finally {
            System.clearProperty("hikyaku.lease-time");
        }
    }

    @Test
    void aFaultOfOursLeavesItsTraceInAFile() throws IOException {
        Files.createDirectories(shop.folder.resolve(".hikyaku"));
        Files.writeString(shop.folder.resolve(".hikyaku/sync.schema.json"), "");
        Files.delete(shop.folder.resolve(".hikyaku/sync.schema.json"));
        Files.createDirectory(shop.folder.resolve(".hikyaku/sync.schema.json"));
        var said = shop.say("validate --lang en");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .startsWith("This is a fault of Hikyaku, not yours: UncheckedIOException: cannot write the schemas to ")
                .doesNotContain("\tat ");
        assertThat(shop.folder.resolve(".hikyaku"))
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("bug-"));
    }
}
