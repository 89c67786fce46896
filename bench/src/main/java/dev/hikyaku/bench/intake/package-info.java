/// How many changes a second the doors take in, and how long a caller waits for the commit.
///
/// Way in: [IntakeBench].
@NullMarked
package dev.hikyaku.bench.intake;

import org.jspecify.annotations.NullMarked;
