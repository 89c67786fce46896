/// The HTTP door: changes by POST, answered after their commit.
///
/// Way in: [HttpDoor].
@NullMarked
@NamedInterface("http")
package dev.hikyaku.intake.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
