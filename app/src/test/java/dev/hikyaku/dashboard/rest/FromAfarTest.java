package dev.hikyaku.dashboard.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.cli.Cli;
import dev.hikyaku.ledger.people.Audit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The command line with `--at URL`: asks a dashboard that runs, and prints what it would print beside the ledger.
class FromAfarTest extends Caller {
    /// Without what differs between two looks, and between two places.
    private String plain(String text) {
        return text.replace(" --at " + url(), "")
                .replace(" --project " + folder, "")
                .replaceAll("\\b\\d+ [sm] +", "N s ")
                .replaceAll("\"(at|countedAt)\" : \"[^\"]*\"", "\"$1\" : \"then\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status --json",
                "trace note 1",
                "trace note 2 --json",
                "trace note a00000000000001",
                "records note",
                "records note --json",
                "records note --outcome accepted --limit 1",
                "records hello"
            })
    void printsWhatItPrintsBesideTheLedger(String verb) {
        var near = near(verb);
        var far = far(verb);
        assertThat(far.exitCode()).as(far.err()).isEqualTo(near.exitCode());
        assertThat(plain(far.out())).isEqualTo(plain(near.out()));
    }

    @Test
    void namesItselfInTheNextCommands() {
        assertThat(far("records note").out()).endsWith("Next: hikyaku trace note 2 --at " + url() + "\n");
        assertThat(far("status --exit-code").exitCode()).isEqualTo(20);
        assertThat(far("status --books").err()).startsWith("--books counts the ledger");
    }

    @Test
    void holdsAndResumesASync() {
        var held = far("hold note --reason rule-changes");
        assertThat(held.exitCode()).as(held.err()).isZero();
        assertThat(held.out()).startsWith("note is held:").contains("Next: hikyaku resume note --at ");
        assertThat(house.ledger.interventions().held("note").orElseThrow().reason())
                .isEqualTo("rule-changes");
        assertThat(far("hold note").out()).startsWith("note was held before.");
        assertThat(far("status").out()).contains("⏸ held", "somebody holds it: rule-changes");
        assertThat(far("resume note").out()).startsWith("note may run again.");
        assertThat(house.ledger.interventions().held("note")).isEmpty();
        assertThat(far("resume note").out()).startsWith("note is not paused.");
        assertThat(house.ledger.people().audit().newest(new Audit.Wanted("operator", "hold", null), 9))
                .hasSize(2);
    }

    @Test
    void resubmitsAndSkips() {
        assertThat(far("resubmit note 2 --code STRING_TOO_LONG").out()).startsWith("1 change waits to travel again.");
        var skipped = far("skip note 4 --reason test-data");
        assertThat(skipped.exitCode()).as(skipped.err()).isZero();
        assertThat(skipped.out()).startsWith("1 change of note 4 can not be skipped now");
        assertThat(house.ledger.claims().giveUp(house.fence(), house.run, "note"))
                .as("whoever has the sync does it")
                .isEqualTo(1);
        assertThat(far("records note --outcome rejected").out()).contains("HK3090", "test-data");
        var again = far("skip note 4 --reason test-data");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("Nothing of note 4 waits.", "--at " + url());
    }

    @Test
    void tellsOutcomesAsTheySettle() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var words = "tail note --json --lang en --at " + url();
        // It ends when nobody answers any more.
        Thread.ofVirtual().start(() -> Cli.run(words.split(" "), stream(out), stream(err)));
        await(err, "Watching note. Ctrl-C ends it.");
        house.carry("STRING_TOO_LONG", "too long", "4");
        await(out, "\n");
        var line = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(line.path("key").asString()).isEqualTo("4");
        assertThat(line.path("outcome").asString()).isEqualTo("rejected");
        assertThat(house.get("api/v1/tail?watch=none").statusCode()).isEqualTo(404);
    }

    private static void await(ByteArrayOutputStream stream, String text) {
        var patience = Instant.now().plusSeconds(60);
        while (!stream.toString(StandardCharsets.UTF_8).contains(text)) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.yield();
        }
    }

    @Test
    void whatOnlyTheProjectCanTellIsSaidSo() {
        var said = far("explain hello 1");
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("No run of hello took user 1 in.", "where the project is");
    }
}
