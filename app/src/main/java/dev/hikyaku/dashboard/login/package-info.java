/// Who may do what: routes with their roles, users of the ledger, sessions.
@NullMarked
@NamedInterface("login")
package dev.hikyaku.dashboard.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
