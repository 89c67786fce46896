/// A provider of logins (OpenID Connect): where it is, and whether a token is really its own.
///
/// Way in: [Provider].
@NullMarked
package dev.hikyaku.dashboard.login.oidc;

import org.jspecify.annotations.NullMarked;
