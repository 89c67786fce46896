/// How long a process takes until it has taken up its first work.
@NullMarked
package dev.hikyaku.bench.start;

import org.jspecify.annotations.NullMarked;
