package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import dev.hikyaku.servers.OrgUser;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// `drift` and `relink`, as people and machines see them.
class UpkeepVerbsTest {
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
    void withoutALedgerThereIsNothingToCompare() {
        var said = shop.say("drift account --lang en");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("Nothing was carried yet: this project has no ledger. The first run makes it.\n");
        assertThat(shop.say("relink --lang en").exitCode()).isEqualTo(2);
    }

    @Test
    void driftFindsNothingAfterARun() {
        shop.say("run all");
        var said = shop.say("drift contact --lang en");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).isEqualTo("""
                contact: 1 compared; 0 differ, 0 missing, 0 merged, 0 under another id, 0 extra
                3 were never accepted and are not compared.
                """);
    }

    @Test
    void driftNamesWhatDiffersAndHasItSentAgain() {
        shop.say("run all");
        changeByHand();
        var said = shop.say("drift account --lang en");
        assertThat(said.exitCode()).isEqualTo(20);
        assertThat(said.out()).isEqualTo(at("""
                  difference  key  field  wanted        found
                  differs     8    Name   Larkmoor Data  by hand

                account: 2 compared; 1 differ, 0 missing, 0 merged, 0 under another id, 0 extra
                Next: hikyaku drift account --resend --project HERE
                """.replace("wanted        found", "wanted         found")));
        var json = new JsonMapper().readTree(shop.say("drift account --json").out());
        assertThat(json.path("exitCode").asInt()).isEqualTo(20);
        assertThat(json.at("/results/0/differences/0/kind").asString()).isEqualTo("differs");
        assertThat(shop.say("drift account --resend --lang en").out())
                .endsWith(at("1 changes were taken in.\nNext: hikyaku run account --project HERE\n"));
        shop.say("run account");
        assertThat(shop.say("drift account --lang ja").out())
                .isEqualTo("account: 比較 2 件。値の違い 0、欠落 0、マージ済み 0、別の ID 0、余分 0\n");
        assertThat(shop.say("trace account 8 --lang en").out()).contains(" by drift\n");
    }

    private void changeByHand() {
        var id = shop.simulator().records("Account").stream()
                .filter(record -> "8".equals(record.get("CompanyId__c")))
                .map(record -> String.valueOf(record.get("Id")))
                .findFirst()
                .orElseThrow();
        try (var user = new OrgUser(shop.simulator())) {
            user.update("Account", id, Map.of("Name", "by hand"));
        }
    }

    @Test
    void relinkShowsWhatItDidAndTraceTheFormerIds() {
        shop.say("run all");
        var known = shop.simulator().records("Account").getFirst().get("Id");
        sandboxIsRefreshed();
        assertThat(shop.say("drift account --lang en").err())
                .startsWith("HK3306  syncs/account.yaml: the ledger holds ids of org 00D000000000099AAA");
        var said = shop.say("relink all --lang en");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).isEqualTo(at("""
                  sync     with an id  same id  other id  not in Salesforce  travel again
                  account           2        0         2                  0             0
                  contact           1        0         1                  0             0
                Next: hikyaku run all --project HERE
                """));
        var former = "00X" + String.valueOf(known).substring(3);
        assertThat(shop.say("trace account " + former + " --lang en").out())
                .contains("Salesforce " + known, "formerly Salesforce " + former + "   DAY TIME – DAY TIME   relinked");
        var json = new JsonMapper().readTree(shop.say("trace account 7 --json").out());
        assertThat(json.at("/formerIds/0/reason").asString()).isEqualTo("relinked");
    }

    private void sandboxIsRefreshed() {
        try (var ledger = Project.at(shop.folder, Settings.load()).openLedger()) {
            JdbcClient.create(ledger.dataSource())
                    .sql("UPDATE hk_record SET org_id = '00D000000000099AAA',"
                            + " remote_id = CONCAT('00X', SUBSTRING(remote_id, 4)) WHERE remote_id IS NOT NULL")
                    .update();
        }
    }
}
