package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `hold`, `skip`, `tail`: what people on call do, and watch.
class InterventionVerbsTest {
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
        System.clearProperty("hikyaku.scan-every");
    }

    private int records(String object) {
        return shop.simulator().records(object).size();
    }

    @Test
    void aHeldSyncTakesInAndClaimsNothingUntilItIsResumed() {
        shop.say("run account");
        var held = shop.say("hold contact --reason rule-changes --lang en");
        assertThat(held.exitCode()).isZero();
        assertThat(held.out()).startsWith("contact is held: nothing more of it is claimed.");
        assertThat(shop.say("hold contact --lang en").out()).startsWith("contact was held before.");
        var run = shop.say("run all --lang en");
        assertThat(run.exitCode()).as("it asks for a person").isEqualTo(12);
        assertThat(run.err()).contains("HK2019  contact is held since ", ": rule-changes", "hikyaku resume contact");
        assertThat(records("Contact")).isZero();
        assertThat(shop.say("status --lang en").out())
                .contains("⏸ held ", "HK2019  somebody holds it: rule-changes, since ", "Runbook: hikyaku help HK2019")
                .contains("Next: hikyaku resume contact");
        var json = new JsonMapper().readTree(shop.say("status --json").out());
        assertThat(json.at("/syncs/1/state").asString()).isEqualTo("held");
        assertThat(json.at("/syncs/1/cause/kind").asString()).isEqualTo("hold");
        assertThat(json.at("/syncs/1/waiting/count").asInt())
                .as("the scan goes on")
                .isEqualTo(4);
        assertThat(shop.say("status --exit-code").exitCode()).isEqualTo(20);
        assertThat(shop.say("resume contact --lang en").exitCode()).isZero();
        assertThat(shop.say("run contact").exitCode()).isEqualTo(10);
        assertThat(records("Contact")).isEqualTo(1);
        assertThat(shop.say("status --lang en").out()).doesNotContain("somebody holds it");
    }

    @Test
    void aServiceThatRunsStopsClaimingToo() throws IOException, InterruptedException, SQLException {
        ShopProject.set("scan-every", "100ms");
        shop.say("run all");
        shop.say("hold account");
        var served = Thread.ofPlatform().start(() -> shop.say("serve account"));
        shop.sql("INSERT INTO companies VALUES (9, 'one more')");
        var patience = Instant.now().plusSeconds(30);
        while (new JsonMapper()
                        .readTree(shop.say("status --json").out())
                        .at("/syncs/0/waiting/count")
                        .asInt()
                != 1) {
            assertThat(Instant.now()).isBefore(patience);
        }
        assertThat(records("Account")).isEqualTo(2);
        shop.say("resume account");
        while (records("Account") < 3) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
        var self = String.valueOf(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-TERM", self).start().waitFor();
        served.join();
    }

    @Test
    void aCampaignIsPausedNotHeld() throws IOException, SQLException {
        try (var garage = new GarageProject(parent.resolve("garage"))) {
            var said = garage.say("hold reminder --lang en");
            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("reminder is a campaign", "hikyaku pause reminder");
        }
    }

    @Test
    void skipEndsWhatWaitsWithItsReasonAndTheBooksBalance() {
        shop.say("run all");
        var said = shop.say("skip contact 44 --reason test-data --lang en");
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).startsWith("1 change of contact 44 will not be sent.");
        assertThat(shop.say("records contact --outcome rejected --lang en").out())
                .contains("HK3090", "test-data");
        var json = new JsonMapper().readTree(shop.say("status --books --json").out());
        assertThat(json.at("/books/unaccounted").asInt(-1)).isZero();
        assertThat(json.at("/books/syncs/1/waiting").asInt(-1)).isZero();
        assertThat(json.at("/syncs/1/waiting/count").asInt(-1)).isZero();
        var again = shop.say("skip contact 44 --reason test-data --lang en");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("Nothing of contact 44 waits.", "hikyaku trace contact 44");
        assertThat(shop.say("resubmit contact 44 --lang en").out()).startsWith("1 change waits");
    }

    @Test
    void whoeverHasTheSyncSkipsForOthers() {
        shop.say("run all");
        try (var running = Project.at(shop.folder, Settings.load()).openLedgerToRun()) {
            assertThat(running.canWrite()).isTrue();
            var said = shop.say("skip contact 44 --reason test-data --lang en");
            assertThat(said.exitCode()).isZero();
            assertThat(said.out()).contains("1 change of contact 44 can not be skipped now");
        }
        shop.say("run contact");
        assertThat(shop.say("records contact --outcome rejected").out()).contains("HK3090");
    }

    @Test
    void skipWantsAReason() {
        assertThat(shop.say("skip contact 44 --lang en").exitCode()).isEqualTo(2);
    }

    @Test
    void tailTellsEachOutcomeOnceWithItsIdWhileARunGoesOn() throws InterruptedException, SQLException {
        shop.say("run account");
        var out = new ByteArrayOutputStream();
        var watching = watch(out);
        shop.say("run all");
        shop.sql("UPDATE companies SET name = 'renamed' WHERE id = 8");
        shop.say("run account");
        watching.join();
        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.contains("contact 41  upsert v1"))
                .singleElement()
                .asString()
                .matches("\\d\\d:\\d\\d:\\d\\d  #\\d+  .*accepted.*");
        assertThat(lines)
                .filteredOn(line -> line.contains("contact 42  upsert v1"))
                .singleElement()
                .asString()
                .contains("rejected");
        assertThat(lines)
                .filteredOn(line -> line.contains("account 8  upsert v2"))
                .hasSize(1);
        assertThat(lines).as("what was over before").noneMatch(line -> line.contains("account 8  upsert v1"));
    }

    /// Types `tail`, and waits until it looks.
    private Thread watch(ByteArrayOutputStream out) {
        var err = new ByteArrayOutputStream();
        var watching = Thread.ofPlatform()
                .start(() -> Cli.run(
                        ("tail --seconds 25 --lang en --project " + shop.folder).split(" "),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
        var patience = Instant.now().plusSeconds(30);
        while (!err.toString(StandardCharsets.UTF_8).startsWith("Watching all. Ctrl-C ends it.")) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
        return watching;
    }

    @Test
    void completionIsAScriptForTheShell() {
        var said = Said.by("completion", "bash");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).contains("complete -F _complete_hikyaku", "doctor", "--reason", "ZSH_VERSION");
        assertThat(Said.by("completion", "fish", "--lang", "en").exitCode()).isEqualTo(2);
    }
}
