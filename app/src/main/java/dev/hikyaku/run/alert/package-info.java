/// Tells people without being asked: what goes wrong is looked for while a service serves, and posted once
/// for each cause, whichever of several services sees it.
///
/// Way in: [Alerting].
@NullMarked
@NamedInterface("alert")
package dev.hikyaku.run.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
