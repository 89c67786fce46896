/// The one shape of a change as JSON: what every door reads, checks and answers alike.
///
/// Way in: [ChangeReader]; [ChangeSchema] tells the same to other programs.
@NullMarked
@NamedInterface("body")
package dev.hikyaku.intake.body;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
