package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.cli.print.Words;
import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.story.Advice;
import dev.hikyaku.sync.Codes;
import dev.hikyaku.sync.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Help in both languages, and the catalogue of codes.
class HelpTest {
    private static final Pattern LITERAL = Pattern.compile("\"(HK\\d{4})\\b");

    @Test
    void everyCodeOfTheSourcesIsExplainedInBothLanguages() throws IOException {
        var main = Path.of(System.getProperty("hikyaku.root"), "app/src/main/java");
        var codes = new TreeSet<String>();
        try (var files = Files.walk(main)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                LITERAL.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
            }
        }
        assertThat(codes).hasSizeGreaterThan(60).allSatisfy(code -> {
            if (ProblemCode.of(code).isEmpty()) {
                assertThat(Advice.of(code, Locale.ENGLISH)).as(code).isPresent();
                assertThat(Advice.of(code, Locale.JAPANESE)).as(code).isPresent();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"words", "usage", "codes"})
    void bothLanguagesHaveTheSameKeys(String bundle) {
        assertThat(Words.bundle(bundle, Locale.JAPANESE).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Words.bundle(bundle, Locale.ENGLISH).keySet());
    }

    @Test
    void explainsACode() {
        assertThat(Said.by("help", "hk2402", "--lang", "en")).isEqualTo(new Said(0, """
                        HK2402: Salesforce can not be reached. Nothing was sent by this call; all changes wait in the ledger.
                        whose turn: whoever runs Hikyaku
                        to do: check HIKYAKU_SALESFORCE_LOGIN and the network, then run again.
                        """, ""));
        assertThat(Said.by("help", "HK1010", "--lang", "ja").out()).startsWith("HK1010  ");
        assertThat(Said.by("help", "HK9999", "--lang", "en").exitCode()).isEqualTo(2);
    }

    @Test
    void explainsACodeOfSalesforceInBothLanguages() {
        assertThat(Said.by("help", "unable_to_lock_row", "--lang", "en")).isEqualTo(new Said(0, """
                        UNABLE_TO_LOCK_ROW: a status code of Salesforce (StatusCode, SOAP API Developer Guide)

                        Somebody else is writing the record or its parent.
                        Hikyaku sends the row again by itself, after a pause that grows from 1 s to 5 min.
                        whose turn: nobody
                        to do: nothing; the row is sent again after a pause that grows.
                        """, ""));
        assertThat(Said.by("help", "DELETE_FAILED", "--lang", "ja")).isEqualTo(new Said(0, """
                        DELETE_FAILED: Salesforce のステータスコード (SOAP API 開発者ガイド StatusCode)

                        他のレコードが参照しているため、削除できません。
                        行は却下されます (送り直しても拒否されるため)。
                        削除の場合: Hikyaku が自動で送り直します (間隔は 1 秒から 5 分まで広がります)。 12 回送っても直らなければ却下されます。
                        担当: Salesforce 管理者
                        対処: 参照しているレコードを削除し、再送してください。
                        """, ""));
        assertThat(Said.by("help", "INVALID_FIELD", "--lang", "en").out())
                .contains(
                        "\"Foreign key external ID\": The record it refers to is not in Salesforce, or not any more.\n"
                                + "The row waits for its parent; Hikyaku tries it again by itself.\n")
                .contains("The object has no such field for the integration user.\nThe whole sync stops;");
    }

    @Test
    void everyLineOfTheTableHasItsWordsInBothLanguages() {
        for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            var words = Words.bundle("codes", locale);
            assertThat(Codes.table())
                    .allSatisfy(line -> assertThat(words.keySet()).contains(line.name(), line.name() + ".fix"));
        }
    }

    @Test
    void everyVerbHasHelpWithExamples() {
        var verbs =
                "plan run serve schedule validate status records trace drift relink reconcile demo simulate preview send-test explain pause resume"
                        + " cancel version help";
        for (var verb : List.of(verbs.split(" "))) {
            assertThat(Said.by("help", verb, "--lang", "en").out())
                    .startsWith(Said.by(verb, "--help", "--lang", "en").out())
                    .contains("Usage: hikyaku " + verb, "Examples:\n  hikyaku " + verb);
            assertThat(Said.by(verb, "--help", "--lang", "ja").out())
                    .contains("使い方: hikyaku " + verb, "例:\n  hikyaku " + verb);
        }
    }

    @Test
    void aloneItLeadsWithExamples() {
        assertThat(Said.by("--lang", "en").out())
                .startsWith("Hikyaku carries your database to Salesforce, every record accounted for.\n\n"
                        + "  hikyaku demo ");
        assertThat(Said.by("--lang", "ja").exitCode()).isZero();
    }

    @Test
    void listsTheFailpointsButHidesThem() {
        assertThat(Said.by("failpoints").out().lines())
                .containsExactlyElementsOf(
                        Arrays.stream(Failpoint.values()).map(Failpoint::word).toList());
        assertThat(Said.by("failpoints", "--campaigns").out().lines())
                .containsExactly(
                        "mid-audience", "before-intent", "after-intent", "mid-send", "before-outcome", "after-outcome");
        assertThat(Said.by("--help").out()).doesNotContain("failpoints");
    }

    @Test
    void tellsItsVersionToMachines() {
        assertThat(Said.by("version", "--json").out()).startsWith("{\n  \"version\" : \"");
    }
}
