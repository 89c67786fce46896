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

/// What people and machines read of a plan, word for word.
class PlanTest {
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
    void aPlanEndsWithItsSumAndTheCommandThatDoesIt() {
        var said = shop.say("plan all --lang en");
        assertThat(said.exitCode()).isEqualTo(20);
        assertThat(said.out()).isEqualTo(at("""
                account
                  +  7  Name: 株式会社みどり
                  +  8  Name: Larkmoor Data

                contact
                  +  41  LastName: 佐藤, Email: sato@example.jp, Plan__c: Light, AccountId: account 7 (new)
                  +  43  LastName: Kofi, Email: kofi,a@example.com, Plan__c: Light, AccountId: account 8 (new)
                  ⏸  44  HK3007  AccountId waits for account 99, which was never taken in
                  ✖  42  HK1426  Email: "broken" is no e-mail address (correct the value in the application, or translate it with a value map; t…

                  sync     create  change  unchanged  again  delete  held  rejected  bulk jobs  calls
                  account       2       0          0      0       0     0         0          0      1
                  contact       2       0          0      0       0     1         1          0      1

                Why some would not arrive:
                  contact  held      1  HK3007  AccountId waits for account 99, which was never taken in
                  contact  rejected  1  HK1426  Email: "broken" is no e-mail address (correct the value in the application, or translate it with a value map; then resu…

                Salesforce: 0 bulk jobs (0 batches of 10,000), 2 Collections calls, about 4 API calls in all
                about 2 s, by rule of thumb: no run has measured it yet
                79,996 API calls are left for us today
                Plan: 4 create, 0 change, 0 delete, 1 held, 1 rejected. Nothing was sent.
                Next: hikyaku run all --project HERE
                """));
        assertThat(said.err()).contains("account        scan       2").doesNotContain("ERROR", "WARN", "Exception");
        assertThat(shop.simulator().records("Account")).isEmpty();
    }

    @Test
    void aPlanTellsOldFromNew() throws SQLException {
        shop.say("run all");
        shop.sql("UPDATE users SET last_name = '佐藤 花子', plan = NULL WHERE id = 41");
        assertThat(shop.say("plan contact --lang en").out())
                .startsWith("contact\n  ~  41  LastName: 佐藤 -> 佐藤 花子, Plan__c: Light -> (empty)\n"
                        + "  ⏸  44  HK3007  AccountId waits for account 99, which was never taken in\n\n")
                .contains("\nPlan: 0 create, 1 change, 0 delete, 1 held, 0 rejected. Nothing was sent.\n");
        assertThat(shop.say("plan contact --lang ja --limit 0").out())
                .startsWith("  sync     作成  変更  変わらず  再送  削除  保留  却下  バルクジョブ  呼び出し\n")
                .contains("\n計画: 作成 0、変更 1、削除 0、保留 1、却下 0。何も送信していません。\n");
    }

    @Test
    void aPlanWithNothingToDoSaysSo() {
        shop.say("run account");
        var said = shop.say("plan account --lang en -q");
        assertThat(said).isEqualTo(new Said(0, """
                  sync     create  change  unchanged  again  delete  held  rejected  bulk jobs  calls
                  account       0       0          0      0       0     0         0          0      0

                Nothing to do. Nothing was sent.
                """, ""));
    }

    @Test
    void aPlanTellsMachinesTheSame() {
        var said = shop.say("plan all --json");
        assertThat(said.exitCode()).isEqualTo(20);
        var json = new JsonMapper().readTree(said.out());
        assertThat(json.path("exitCode").asInt()).isEqualTo(20);
        assertThat(json.path("total").path("created").asInt()).isEqualTo(4);
        var contact = json.path("syncs").get(1);
        assertThat(contact.path("work").path("held").asInt()).isEqualTo(1);
        assertThat(contact.path("cost").path("calls").asInt()).isEqualTo(1);
        assertThat(contact.path("rejected").get(0).path("code").asString()).isEqualTo("HK1426");
        assertThat(contact.path("details")
                        .get(0)
                        .path("fields")
                        .get(0)
                        .path("to")
                        .asString())
                .isEqualTo("佐藤");
        assertThat(json.path("next").asString()).startsWith("hikyaku run all");
    }

    @Test
    void aPlanThatTheGuardWouldStopSaysSo() throws SQLException, IOException {
        shop.write("syncs/account.yaml", """
                version: 1
                sync: account
                salesforce: { object: Account, externalId: CompanyId__c }
                source: { table: companies, key: id }
                fields: { Name: name }
                operations: { upsert: {}, delete: {} }
                guard: { maxDeletes: 5% }
                """);
        shop.say("run account");
        shop.sql("DELETE FROM companies");
        var said = shop.say("plan account --lang en");
        assertThat(said.exitCode()).isEqualTo(20);
        assertThat(said.err()).contains("HK2201  scan of account: 2 of 2 records are gone from the source (100 %)");
        assertThat(shop.say("plan account --lang en --allow-deletes 100%").err())
                .doesNotContain("HK2201");
    }
}
