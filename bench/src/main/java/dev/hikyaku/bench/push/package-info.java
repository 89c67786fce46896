/// Races of push messages: ours, Google's own clients, and a loop written as in the seed.
@NullMarked
package dev.hikyaku.bench.push;

import org.jspecify.annotations.NullMarked;
