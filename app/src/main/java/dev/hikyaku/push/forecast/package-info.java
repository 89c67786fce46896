/// What a run of a campaign would come to, without sending or writing anything.
///
/// Way in: [Forecast].
@NullMarked
@NamedInterface("forecast")
package dev.hikyaku.push.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
