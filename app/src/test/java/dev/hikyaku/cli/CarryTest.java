package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What people read from the first run on, word for word.
class CarryTest {

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

    private String at(String text) {
        return text.replace("HERE", shop.folder.toString());
    }

    @Test
    void aRunEndsWithItsBooksAndTheNextCommand() {
        var said = shop.say("run all --lang en");
        assertThat(said.exitCode()).isEqualTo(10);
        assertThat(said.out()).isEqualTo(at("""
                Run RUN
                  sync     taken in  accepted  rejected  superseded  unknown  waiting  unaccounted
                  account         2         2         0           0        0        0            0
                  contact         4         1         2           0        0        1            0

                Why changes wait:
                  contact  1  HK3007  AccountId waits for account 99, which was never taken in

                taken in 6 = accepted 3 ✔ + rejected 2 ✖ + superseded 0 + unknown 0 + waiting 1 ⏸
                unaccounted 0   exit 10 (done, with rejected records)

                Next: hikyaku records contact --outcome rejected --project HERE
                      hikyaku trace contact 43 --project HERE
                      hikyaku records contact --outcome waiting --project HERE
                """));
        assertThat(said.err())
                .contains("account        scan       2\n", "contact        send       2\n")
                .doesNotContain("ERROR", "WARN", "Exception");
    }

    @Test
    void theBooksAreJapaneseForReadersOfJapanese() {
        assertThat(shop.say("run all --lang ja").out())
                .contains("  sync     受付  受理  却下  置き換え  不明  待機  行方不明\n")
                .contains("  contact     4     1     2         0     0     1         0\n")
                .contains("受付 6 = 受理 3 ✔ + 却下 2 ✖ + 置き換え 0 + 不明 0 + 待機 1 ⏸\n"
                        + "行方不明 0 (unaccounted 0)   終了コード 10 (完了、却下あり)\n");
    }

    @Test
    void aRunWithNothingToDoSaysSo() {
        shop.say("run all");
        var said = shop.say("run account --lang en -q");
        assertThat(said.exitCode()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .contains("taken in 0 = accepted 0 + rejected 0 + superseded 0 + unknown 0 + waiting 0\n"
                        + "unaccounted 0   exit 0 (all accounted)\n");
    }

    @Test
    void theSameKeyNeverRunsTwice() {
        shop.say("run account --key nightly");
        var said = shop.say("run account --key nightly --lang en");
        assertThat(said.exitCode()).isEqualTo(11);
        assertThat(said.out()).isEqualTo("Nothing was done. exit 11\n");
        assertThat(said.err()).startsWith("run nightly was already done at ");
    }

    @Test
    void aRunTellsMachinesTheSame() {
        var json = new JsonMapper().readTree(shop.say("run all --json").out());
        assertThat(json.path("exitCode").asInt()).isEqualTo(10);
        assertThat(json.path("unaccounted").asInt()).isZero();
        assertThat(json.path("total").path("takenIn").asInt()).isEqualTo(6);
        assertThat(json.path("syncs").get(1).path("sync").asString()).isEqualTo("contact");
        assertThat(json.path("syncs").get(1).path("rejected").asInt()).isEqualTo(2);
        assertThat(json.path("syncs")
                        .get(1)
                        .path("whyWaiting")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("HK3007");
    }

    @Test
    void recordsSayWhyAndWhoseTurnItIs() {
        shop.say("run all");
        assertThat(shop.say("records contact --lang en").out()).isEqualTo(at("""
                  key  outcome     code                   whose turn  reason                                                                            Salesforce id  time
                  43   ✖ rejected  INVALID_EMAIL_ADDRESS  app         Email: invalid email address: kofi,a@example.com [Email]                          –              DAY TIME
                  42   ✖ rejected  HK1426                 app         Email: "broken" is no e-mail address (correct the value in the application, or …  –              DAY TIME
                  44   ⏸ waiting   HK3007                 app         AccountId waits for account 99, which was never taken in                          –              DAY TIME
                Next: hikyaku trace contact 43 --project HERE
                """));
        assertThat(shop.say("records account --lang ja").out())
                .startsWith("account の確定した変更はすべて受理または置き換え済みで、待機中のものもありません。\n");
    }

    @Test
    void traceTellsTheWayOfOneRecord() {
        shop.say("run all");
        var story = shop.say("trace contact 43 --lang en").out().replaceAll("call \\d+", "call N");
        assertThat(story.replaceAll("change \\d+", "change N")).isEqualTo("""
                contact 43   not in Salesforce   now: ✖ rejected

                Version 1   upsert   change N by scan
                  DAY  TIME  taken in
                              TIME  claimed     call N
                              TIME  ✖ rejected  INVALID_EMAIL_ADDRESS  Email: invalid email address: kofi,a@example.com [Email]

                  whose turn: app
                  INVALID_EMAIL_ADDRESS: A text is no e-mail address to Salesforce.
                  to do: correct it in the application, or say invalid: clear in the manifest.
                """);
        assertThat(shop.say("trace contact 44 --lang ja").out())
                .contains("現在: ⏸ 待機")
                .contains("担当: アプリ担当")
                .contains("対処: 参照先を hikyaku trace で確認してください。");
    }

    @Test
    void traceFindsARecordByItsSalesforceId() {
        shop.say("run all");
        var remoteId = shop.simulator().records("Account").getFirst().get("Id");
        assertThat(shop.say("trace account " + remoteId + " --lang en").out()).contains("now: ✔ accepted");
        assertThat(shop.say("trace account " + remoteId.substring(0, 15) + " --lang en")
                        .out())
                .contains("Salesforce " + remoteId);
    }

    @Test
    void aCorrectedRowTravelsWithTheNextRun() throws SQLException {
        shop.say("run all");
        shop.sql("UPDATE users SET email = 'suzuki@example.jp' WHERE id = 42");
        shop.say("run contact");
        assertThat(shop.say("trace contact 42 --lang en").out())
                .contains("now: ✔ accepted", "Version 1 ", "✖ rejected", "Version 2 ", "✔ accepted");
    }
}
