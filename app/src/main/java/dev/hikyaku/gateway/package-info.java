/// Hands one notification to a provider and says what became of it.
///
/// Way in: [Gateway]. It knows no campaign and keeps nothing: who called writes the [Outcome] down.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.hikyaku.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
