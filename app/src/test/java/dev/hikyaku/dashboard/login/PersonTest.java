package dev.hikyaku.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.ledger.people.Users.User;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How long somebody stays who was let in once.
class PersonTest {
    private static User user(String name, String hash, @Nullable String identity) {
        return new User(name, Role.VIEWER, hash, identity, false, Instant.EPOCH, null);
    }

    @Test
    void anotherPasswordIsAnotherPerson() {
        var person = new Person(user("sato", "{bcrypt}one hash of a password", null));
        assertThat(person.isStill(user("sato", "{bcrypt}one hash of a password", null)))
                .isTrue();
        assertThat(person.isStill(user("sato", "{bcrypt}another of a word here", null)))
                .isFalse();
        assertThat(person.isStill(user("suzuki", "{bcrypt}one hash of a password", null)))
                .isFalse();
    }

    @Test
    void whomAProviderVouchesForIsAskedForAnewWhenTheTimeIsOver() {
        var member = user("sato", "", "identity");
        assertThat(new Person(member, Instant.now().plusSeconds(60), Set.of()).isStill(member))
                .isTrue();
        assertThat(new Person(member, Instant.now().minusSeconds(1), Set.of()).isStill(member))
                .isFalse();
    }

    @Test
    void theSameNameOfAnotherIdentityIsAnotherPerson() {
        var later = Instant.now().plusSeconds(60);
        var person = new Person(user("sato", "", "identity"), later, Set.of());
        assertThat(person.isStill(user("sato", "", "another"))).isFalse();
        assertThat(person.isStill(user("sato", "{bcrypt}a hash of some password", null)))
                .isFalse();
    }
}
