/// The servers inside `hikyaku serve`: a port each for the doors, the dashboard and operators. Knows HTTP and nothing
/// of Hikyaku.
///
/// Way in: [WebServer].
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.hikyaku.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
