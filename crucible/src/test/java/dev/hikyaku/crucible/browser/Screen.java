package dev.hikyaku.crucible.browser;

import dev.hikyaku.ledger.people.Role;
import org.jspecify.annotations.Nullable;

/// A page with something on it.
///
/// @param name of its picture
/// @param route pattern of the dashboard's route that it shows; null for what no route answers
/// @param path with `{run}` for the key of the demo's run
/// @param role who looks at it; null for nobody in particular
/// @param status that the answer has
record Screen(
        String name,
        @Nullable String route,
        String path,
        @Nullable Role role,
        int status) {

    private static final int FINE = 200;

    /// What an admin sees.
    static Screen of(String name, String route, String path) {
        return new Screen(name, route, path, Role.ADMIN, FINE);
    }

    /// What somebody sees who is not logged in.
    static Screen open(String name, String route, String path) {
        return new Screen(name, route, path, null, FINE);
    }

    /// What stands there instead of what was asked for.
    static Screen trouble(String name, Role role, String path, int status) {
        return new Screen(name, null, path, role, status);
    }
}
