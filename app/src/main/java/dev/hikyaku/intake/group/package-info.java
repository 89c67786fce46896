/// Takes changes of many callers in with one commit.
///
/// Way in: [Taking].
@NullMarked
@NamedInterface("group")
package dev.hikyaku.intake.group;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
