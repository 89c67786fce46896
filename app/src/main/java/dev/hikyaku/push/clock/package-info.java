/// When a campaign starts and when a recipient is left in peace.
///
/// Way in: [Peace], [Starts], [OwnTime]. Pure: the instant comes in, the answer goes out.
@NullMarked
@NamedInterface("clock")
package dev.hikyaku.push.clock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
