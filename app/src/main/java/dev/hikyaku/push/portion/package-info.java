/// Which deliveries of a run a process sends: all of them, or those of a part while other processes send
/// other parts.
///
/// Way in: [Portion].
@NullMarked
@NamedInterface("portion")
package dev.hikyaku.push.portion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
