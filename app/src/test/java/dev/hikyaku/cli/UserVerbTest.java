package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.dashboard.login.Passwords;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Audit;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.ledger.people.Users.User;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `hikyaku user`: who may use the dashboard, by the command line.
class UserVerbTest {
    private static final String LETTERS = "carry my letters";

    @TempDir
    Path folder;

    private final InputStream usual = System.in;

    @BeforeEach
    void declare() throws IOException {
        Files.writeString(folder.resolve("hikyaku.yaml"), "version: 1\n");
        Files.createDirectories(folder.resolve("syncs"));
        Files.writeString(folder.resolve("syncs/note.yaml"), """
                version: 1
                sync: note
                salesforce: { object: Note__c, externalId: AppId__c }
                source: { intake: true, key: id }
                fields: { Text__c: text }
                """);
    }

    @AfterEach
    void giveBack() {
        System.setIn(usual);
    }

    private Said say(String command, String typed) {
        System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(StandardCharsets.UTF_8)));
        return Said.by(("user " + command + " --lang en --project " + folder).split(" "));
    }

    private <T> T ledger(Function<Ledger, T> question) {
        try (var ledger = Project.at(folder, Settings.load()).openLedger()) {
            return question.apply(ledger);
        }
    }

    private String hash(String name) {
        return ledger(ledger -> ledger.people().users().find(name).orElseThrow().hash());
    }

    @Test
    void somebodyIsAddedWithAPasswordThatIsOnlyKnownByItsHash() {
        var said = say("add sato --role operator", LETTERS);
        assertThat(said.out()).isEqualTo("✔ sato may log in.\n");
        assertThat(said.exitCode()).isZero();
        assertThat(hash("sato")).startsWith("{bcrypt}$2a$12$").doesNotContain(LETTERS);
        assertThat(new Passwords().matches(LETTERS, hash("sato"))).isTrue();
        assertThat(new Passwords().matches(LETTERS + " ", hash("sato"))).isFalse();
        assertThat(said.err() + said.out()).doesNotContain(LETTERS);
    }

    @Test
    void whatIsMissingOrWeakOrTakenChangesNothing() {
        assertThat(say("add sato", LETTERS).err()).contains("missing: --role viewer, operator, approver or admin");
        assertThat(say("add sato --role viewer", "too short").err()).contains("12 characters at least and 72 bytes");
        assertThat(say("add sato --role viewer", "あ".repeat(25)).err()).contains("72 bytes at most");
        assertThat(say("add a/b --role viewer", LETTERS).err()).contains("found name \"a/b\"");
        assertThat(say("add sato --role boss", LETTERS).exitCode()).isEqualTo(2);
        assertThat(say("role nobody --role admin", "").err()).contains("no user is called \"nobody\"");
        assertThat(say("password nobody", LETTERS).err()).contains("no user is called \"nobody\"");
        assertThat(say("remove nobody", "").exitCode()).isEqualTo(2);
        List<User> all = ledger(ledger -> ledger.people().users().all());
        assertThat(all).isEmpty();
        say("add sato --role viewer", LETTERS);
        var before = hash("sato");
        assertThat(say("add sato --role admin", "another password").err())
                .contains("sato is there already", "hikyaku user password sato");
        assertThat(hash("sato")).isEqualTo(before);
    }

    @Test
    void rolesPasswordsAndRemovalsAreWrittenDown() {
        say("add sato --role viewer", LETTERS);
        say("role sato --role approver", "");
        assertThat(say("password sato", "another password").out()).contains("sessions of the former one are over");
        assertThat(new Passwords().matches("another password", hash("sato"))).isTrue();
        assertThat(say("remove sato", "").out()).isEqualTo("✔ sato is removed.\n");
        var acts = ledger(ledger -> ledger.people().audit().newest(new Audit.Wanted(null, null, null), 9));
        assertThat(acts)
                .extracting(Audit.Act::action)
                .containsExactly("user-remove", "user-password", "user-role", "user-add");
        assertThat(acts).allSatisfy(act -> {
            assertThat(act.actor()).isEqualTo("command line (" + System.getProperty("user.name") + ")");
            assertThat(act.subject()).isEqualTo("sato");
        });
    }

    @Test
    void theListTellsPeopleAndMachinesWhoMayDoWhat() {
        assertThat(say("list", "").out()).startsWith("Nobody may use the dashboard yet.\nNext: hikyaku user add NAME");
        say("add sato --role operator", LETTERS);
        ledger(ledger -> ledger.people().users().vouched("identity", "suzuki hanako", Role.VIEWER));
        assertThat(say("list", "").out())
                .contains("sato")
                .contains("operator")
                .containsPattern("suzuki hanako +viewer +– +by the provider of logins");
        var json = JsonMapper.shared().readTree(say("list --json", "").out());
        assertThat(json.at("/0/name").stringValue()).isEqualTo("sato");
        assertThat(json.at("/0/byProvider").booleanValue()).isFalse();
        assertThat(json.at("/1/byProvider").booleanValue()).isTrue();
        assertThat(json.toString()).doesNotContain("bcrypt", "identity");
    }

    @Test
    void whomAProviderLetsInGetsNoPasswordHere() {
        ledger(ledger -> ledger.people().users().vouched("identity", "suzuki", Role.VIEWER));
        assertThat(say("password suzuki", LETTERS).err()).contains("the provider of logins lets suzuki in");
        assertThat(hash("suzuki")).isEmpty();
        assertThat(say("remove suzuki", "").exitCode()).isZero();
    }
}
