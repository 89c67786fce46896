/// The servers inside `hikyaku serve`: a port each for the doors, the dashboard and operators; and whether they are
/// ready, however many ask. Knows HTTP and nothing of Hikyaku.
///
/// Way in: [WebServer].
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.hikyaku.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
