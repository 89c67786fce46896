/// The query protocol: forms in, XML out.
@NullMarked
package dev.hikyaku.simulators.push.sns.wire;

import org.jspecify.annotations.NullMarked;
