package dev.hikyaku.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderingTest {

    private static final String CONTACT = """
            version: 1
            sync: contact
            salesforce: { object: Contact, externalId: AppUserId__c }
            source: { table: users, key: id }
            fields:
              LastName: last_name
              Plan__c: { from: plan, map: { 佐藤: ライト }, tpye: text }
            references:
              ReportsToId: { sync: contcat, by: boss_id }
            """;

    @TempDir
    private Path folder;

    @Test
    void showsTheLinesUnderlinesWhatWasFoundAndSaysWhatToDo() throws Exception {
        assertThat(read("version: 1\n", CONTACT).render(Locale.ENGLISH)).isEqualTo("""
                syncs/contact.yaml:7:44  HK1010  unknown key "tpye"; known here: from, expr, value, map, otherwise, type, max, tooLong, empty, invalid
                    6 |   LastName: last_name
                    7 |   Plan__c: { from: plan, map: { 佐藤: ライト }, tpye: text }
                      |                                                 ^^^^  did you mean "type"?
                   fix: correct the key, or remove it

                syncs/contact.yaml:9:24  HK1310  reference ReportsToId points to sync "contcat", which does not exist
                    8 | references:
                    9 |   ReportsToId: { sync: contcat, by: boss_id }
                      |                        ^^^^^^^  did you mean "contact" (syncs/contact.yaml:2:7)?
                   fix: correct the name, or write syncs/contcat.yaml

                2 problems in 1 file. `hikyaku help HK1010` explains a code.""");
    }

    @Test
    void speaksJapanese() throws Exception {
        assertThat(read("version: 2\n", CONTACT.replace("tpye", "type").replace("contcat", "contact"))
                        .render(Locale.JAPAN))
                .isEqualTo("""
                hikyaku.yaml:1:10  HK1014  version:「2」は使えません。使える値: 1
                    1 | version: 2
                      |          ^
                   対処: 次から選んでください: 1

                問題 1 件 (ファイル 1 件)。コードの説明: `hikyaku help HK1014`""");
    }

    @Test
    void speaksEnglishToEveryoneElse() throws Exception {
        var thrown = read("version: 2\n", CONTACT);

        assertThat(thrown.render(Locale.FRENCH)).isEqualTo(thrown.render(Locale.ENGLISH));
        assertThat(thrown).hasMessage(thrown.render(Locale.ENGLISH));
    }

    @Test
    void saysWhatToDoAboutAWholeFile() throws Exception {
        Files.createDirectory(folder.resolve("syncs"));
        var thrown = Objects.requireNonNull(catchThrowableOfType(ManifestException.class, () -> Manifest.read(folder)));

        assertThat(thrown.render(Locale.ENGLISH)).isEqualTo("""
                hikyaku.yaml  HK1001  no hikyaku.yaml in %s
                   fix: start in the folder that holds hikyaku.yaml, or write one with the line "version: 1"; `hikyaku demo` shows a project that works

                syncs  HK1002  no sync found
                   fix: write at least one file syncs/NAME.yaml; `hikyaku help HK1002` shows the smallest

                2 problems in 2 files. `hikyaku help HK1001` explains a code.""".formatted(folder));
    }

    @Test
    void neverShowsASecret() throws Exception {
        var project = """
                version: 1
                connections:
                  application: { url: "jdbc:mariadb://app:s3cr3t@db/shop", user: app }
                  colour: red
                  ledger: { url: "jdbc:mariadb://db/ledger?password=s3cr3t", colour: red }
                  salesforce:
                    privateKey: |
                      s3cr3t
                    colour: red
                """;

        assertThat(read(project, CONTACT).render(Locale.ENGLISH))
                .contains("HK1102", "HK1101", "HK1010")
                .doesNotContain("s3cr3t");
        assertThat(read(project + "\tx: y\n", CONTACT).render(Locale.ENGLISH)).doesNotContain("s3cr3t");
        assertThat(read("version: 1\npassword: s3cr3t\n\tx: y\n", CONTACT).render(Locale.ENGLISH))
                .contains("HK1005")
                .doesNotContain("s3cr3t");
    }

    @Test
    void keepsControlCharactersFromTheTerminal() throws Exception {
        var thrown = read("version: 1\n", CONTACT.replace("last_name", "\"\\e[31mred\""));

        assertThat(thrown.render(Locale.ENGLISH)).doesNotContain("\u001b");
    }

    @Test
    void explainsEveryCodeInBothLanguages() {
        for (var code : ProblemCode.values()) {
            for (var locale : new Locale[] {Locale.ENGLISH, Locale.JAPANESE}) {
                assertThat(code.help(locale))
                        .startsWith(code.code() + "  " + code.meaning(locale))
                        .doesNotContain("{0}");
                assertThat(code.example(locale)).isNotBlank();
            }
            assertThat(code.meaning(Locale.JAPANESE)).isNotEqualTo(code.meaning(Locale.ENGLISH));
            assertThat(ProblemCode.of(code.code().toLowerCase(Locale.ROOT))).contains(code);
        }
        assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::code).collect(Collectors.toSet()))
                .hasSize(ProblemCode.values().length);
        assertThat(ProblemCode.of("HK9999")).isEmpty();
    }

    @Test
    void explainsACode() {
        assertThat(ProblemCode.NOT_A_SHARE.help(Locale.ENGLISH)).isEqualTo("""
                HK1213  Shares are written in percent.
                turn: whoever writes the manifest
                example:
                  - guard: { maxDeletes: 0.2 }
                  + guard: { maxDeletes: 20% }""");
        assertThat(ProblemCode.NOT_A_SHARE.help(Locale.JAPANESE)).isEqualTo("""
                HK1213  割合はパーセントで書きます。
                担当: マニフェストを書く人
                例:
                  - guard: { maxDeletes: 0.2 }
                  + guard: { maxDeletes: 20% }""");
    }

    private ManifestException read(String project, String contact) throws Exception {
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(folder.resolve("hikyaku.yaml"), project);
        Files.writeString(folder.resolve("syncs/contact.yaml"), contact);
        return Objects.requireNonNull(catchThrowableOfType(ManifestException.class, () -> Manifest.read(folder)));
    }
}
