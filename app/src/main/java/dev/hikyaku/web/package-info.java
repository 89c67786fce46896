/// The server inside `hikyaku serve`: one port for the doors and, later, the dashboard. Knows HTTP and nothing of
/// Hikyaku.
///
/// Way in: [WebServer].
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.hikyaku.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
