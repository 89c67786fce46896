package dev.hikyaku.ledger.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.people.Audit.Act;
import dev.hikyaku.ledger.people.Audit.Wanted;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Users and what they did, on each database.
abstract class PeopleContract {
    private Ledger ledger;
    private Users users;
    private Audit audit;

    abstract Ledger.Settings settings();

    @BeforeEach
    void open() {
        ledger = Ledger.open(settings());
        users = ledger.people().users();
        audit = ledger.people().audit();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aNameIsTakenOnce() {
        assertThat(users.add("佐藤", Role.OPERATOR, "hash")).isTrue();
        assertThat(users.add("佐藤", Role.ADMIN, "other")).isFalse();
        assertThat(users.find("佐藤").orElseThrow().role()).isEqualTo(Role.OPERATOR);
        assertThat(users.find("佐")).isEmpty();
    }

    @Test
    void aWordMeansARoleBeforeAGroupAndAGroupBeforeAUser() {
        users.add("approver", Role.VIEWER, "hash");
        users.add("leads", Role.APPROVER, "hash");
        users.add("tanaka", Role.APPROVER, "hash");
        var tanaka = users.find("tanaka").orElseThrow();
        var leads = users.find("leads").orElseThrow();
        assertThat(meant("approver").includes(tanaka, Set.of())).isTrue();
        assertThat(meant("leads").includes(leads, Set.of())).isFalse();
        assertThat(meant("leads").includes(tanaka, Set.of("leads"))).isTrue();
        assertThat(meant("tanaka").includes(tanaka, Set.of())).isTrue();
        assertThat(meant("tanaka").includes(leads, Set.of("tanaka"))).isFalse();
        assertThat(meant("suzuki")).isEqualTo(new Meant.Nobody("suzuki"));
        assertThat(meant("suzuki").includes(tanaka, Set.of())).isFalse();
        assertThat(meant("suzuki").includes(tanaka, Set.of("suzuki"))).isTrue();
    }

    private Meant meant(String word) {
        return Meant.by(users, word, "leads"::equals);
    }

    @Test
    void namesDifferByCase() {
        users.add("Sato", Role.VIEWER, "hash");
        assertThat(users.find("sato")).isEmpty();
    }

    @Test
    void theFifthWrongPasswordInARowLocks() {
        users.add("a", Role.VIEWER, "hash");
        for (var i = 1; i < Users.PATIENCE; i++) {
            users.failed("a");
            assertThat(users.find("a").orElseThrow().locked()).isFalse();
        }
        users.failed("a");
        assertThat(users.find("a").orElseThrow().locked()).isTrue();
        users.changePassword("a", "new");
        assertThat(users.find("a").orElseThrow().locked()).isFalse();
    }

    @Test
    void aRightPasswordForgetsWrongOnes() {
        users.add("a", Role.VIEWER, "hash");
        for (var i = 1; i < Users.PATIENCE; i++) {
            users.failed("a");
        }
        users.succeeded("a");
        users.failed("a");
        var now = users.find("a").orElseThrow();
        assertThat(now.locked()).isFalse();
        assertThat(now.lastLoginAt()).isNotNull();
    }

    @Test
    void locksGrowToAQuarterOfAnHourAndNoFurther() {
        assertThat(Users.lock(Users.PATIENCE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Users.lock(Users.PATIENCE + 1)).isEqualTo(Duration.ofMinutes(2));
        assertThat(Users.lock(1_000_000)).isEqualTo(Duration.ofMinutes(16));
    }

    @Test
    void whoIsNotThereIsNotChanged() {
        assertThat(users.changeRole("nobody", Role.ADMIN)).isFalse();
        assertThat(users.changePassword("nobody", "hash")).isFalse();
        assertThat(users.remove("nobody")).isFalse();
        users.failed("nobody");
        assertThat(users.all()).isEmpty();
    }

    @Test
    void actsAreToldNewestFirstPageByPage() {
        for (var i = 1; i <= 5; i++) {
            audit.write(i % 2 == 0 ? "even" : "odd", "resubmit", "contact " + i, null);
        }
        assertThat(audit.newest(new Wanted("odd", null, null), 2))
                .extracting(Act::subject)
                .containsExactly("contact 5", "contact 3");
        var before = audit.newest(new Wanted("odd", null, null), 2).getLast().id();
        assertThat(audit.newest(new Wanted("odd", "resubmit", before), 2))
                .extracting(Act::subject)
                .containsExactly("contact 1");
        assertThat(audit.newest(new Wanted(null, "login", null), 9)).isEmpty();
    }

    @Test
    void longReasonsAreCutAndNothingElseIsLost() {
        audit.write("a", "reveal", "x".repeat(900), "y".repeat(5_000));
        var act = audit.newest(new Wanted(null, null, null), 1).getFirst();
        assertThat(act.subject()).hasSize(400);
        assertThat(act.reason()).hasSize(1_000);
    }

    @Test
    void whomAProviderVouchesForIsOnePersonByIdentityAlone() {
        users.add("sato", Role.ADMIN, "hash");
        assertThat(users.vouched("id-1", "sato", Role.VIEWER))
                .as("somebody else's name")
                .isEmpty();
        assertThat(users.vouched("id-1", "suzuki", Role.VIEWER).orElseThrow().hasPassword())
                .isFalse();
        assertThat(users.vouched("id-2", "suzuki", Role.ADMIN)).isEmpty();
        assertThat(users.vouched("id-1", "tanaka", Role.OPERATOR).orElseThrow().name())
                .isEqualTo("tanaka");
        assertThat(users.vouched("id-1", "sato", Role.APPROVER).orElseThrow().name())
                .as("keeps the former one")
                .isEqualTo("tanaka");
        assertThat(users.find("tanaka").orElseThrow().role()).isEqualTo(Role.APPROVER);
        assertThat(users.changePassword("tanaka", "hash")).as("has none here").isFalse();
        assertThat(users.dismiss("id-1")).contains("tanaka");
        assertThat(users.dismiss("id-1")).isEmpty();
        assertThat(users.all()).extracting(Users.User::name).containsExactly("sato");
    }
}
