/// The bare protocol, with nothing recorded.
@NullMarked
package dev.hikyaku.bench.wire;

import org.jspecify.annotations.NullMarked;
