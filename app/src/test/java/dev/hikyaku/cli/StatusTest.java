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

/// `status`: the screen of whoever is woken at three.
class StatusTest {
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

    private Said status(String options) {
        var said = shop.say("status " + options);
        return new Said(
                said.exitCode(),
                said.out()
                        .replaceAll("(?m)\\b\\d\\d:\\d\\d\\b", "HH:MM")
                        .replaceAll("\\b\\d+ s\\b", "N s")
                        .replace(shop.folder.toString(), "HERE"),
                said.err());
    }

    @Test
    void showsSyncsInOneTableThenWhatIsSafeAndWhatToDo() {
        shop.say("run all");
        assertThat(status("--lang en")).isEqualTo(new Said(0, """
                        name     state      waiting  oldest  last ok  rate     next start  why
                  sync  account  ✔ flowing        0  –       HH:MM    0.2/min  –
                  sync  contact  ⏸ held           1  N s     HH:MM    0.1/min  –           HK3007  waits for other records: AccountId waits for account 99, which was never taken in, since HH:MM

                ✖ contact: 2 need somebody, most of them HK1426
                Safe now: what was taken in is stored; stopping and starting again is safe.
                Runbook: hikyaku help HK3007

                Newest runs:
                  DAY TIME  finished  exit 10  account contact  RUN

                Next: hikyaku records contact --outcome rejected --project HERE
                      hikyaku records contact --outcome waiting --project HERE
                """, ""));
    }

    @Test
    void saysTheSameInJapanese() {
        shop.say("run all");
        assertThat(status("--lang ja").out())
                .contains("✔ 順調", "⏸ 保留", "0.2 件/分", "他のレコードを待っています")
                .contains("✖ contact: 2 件に対応が必要です")
                .contains("現在の安全: 受け付けた変更はすべて保存済みです。");
    }

    @Test
    void countsTheBooksOnlyWhereSomebodyAsksForThem() {
        shop.say("run all");
        assertThat(status("--json").out()).contains("\"books\" : null");
        assertThat(status("--books --lang en").out()).contains("""
                  sync     taken in  accepted  rejected  superseded  unknown  waiting  unaccounted
                  account         2         2         0           0        0        0            0
                  contact         4         1         2           0        0        1            0
                """, "unaccounted 0\n");
        var json = JsonMapper.shared().readTree(status("--books --json").out());
        assertThat(json.at("/books/syncs/1/takenIn").asInt()).isEqualTo(4);
    }

    @Test
    void endsWith20WhenAskedToAndSomethingIsNotWell() throws SQLException {
        shop.sql("DELETE FROM users WHERE id > 41");
        shop.say("run all");
        assertThat(status("--exit-code").exitCode()).isZero();
        shop.sql("INSERT INTO users VALUES (42, 'Suzuki', 'broken', 'Light', 7)");
        shop.say("run all");
        assertThat(status("--lang en").exitCode()).isZero();
        assertThat(status("--exit-code").exitCode()).isEqualTo(20);
    }

    @Test
    void aRunThatFailedMakesItsSyncsBroken() throws SQLException {
        shop.say("run all");
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 8");
        shop.simulator().close();
        assertThat(shop.say("run all").exitCode()).isEqualTo(4);
        assertThat(status("--lang en").out())
                .contains("✖ broken", "HK2402  the last run failed: ", "Check the systems: hikyaku doctor");
    }
}
