package dev.hikyaku.ledger.people;

import dev.hikyaku.ledger.people.Users.User;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

/// Whom the manifest means where it says who may agree: a word is one of a role, of a group at the provider of
/// logins, of a user, or so far of nobody.
///
/// In this order, so that nobody gets a role's or a group's word by taking it as a name.
public sealed interface Meant {
    /// Everybody with this role or a higher one.
    record Holders(Role role) implements Meant {}

    /// Everybody whom the provider says to be in this group.
    record Group(String name) implements Meant {}

    /// This user alone.
    record One(User user) implements Meant {}

    /// This user, whose role is too low to agree.
    record Unable(User user) implements Meant {}

    /// Nobody who is known here.
    record Nobody(String word) implements Meant {}

    /// Whom a word means now.
    ///
    /// @param isGroup whether a group of the provider that has a role here is called so
    static Meant by(Users users, String word, Predicate<String> isGroup) {
        var role = Arrays.stream(Role.values())
                .filter(one -> one.word().equals(word))
                .findFirst();
        if (role.isPresent()) {
            return new Holders(role.get());
        }
        if (isGroup.test(word)) {
            return new Group(word);
        }
        return users.find(word).map(Meant::of).orElseGet(() -> new Nobody(word));
    }

    private static Meant of(User user) {
        return user.role().mayActAs(Role.APPROVER) ? new One(user) : new Unable(user);
    }

    /// Whether somebody is meant. While nobody who may agree bears the word, an admin may.
    ///
    /// @param groups that the provider named at the login
    default boolean includes(User user, Set<String> groups) {
        return switch (this) {
            case Holders(var role) -> user.role().mayActAs(role);
            case Group(var name) -> groups.contains(name);
            case One(var one) -> user.name().equals(one.name());
            case Unable _ -> user.role() == Role.ADMIN;
            case Nobody(var word) -> user.role() == Role.ADMIN || groups.contains(word);
        };
    }
}
