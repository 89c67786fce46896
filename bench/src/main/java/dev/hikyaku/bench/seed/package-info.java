/// The design of the article behind this project, rebuilt: a Spring Batch job of three steps that knows nothing of
/// claims,
/// attempts or restarts. It is what a carry is measured against.
@NullMarked
package dev.hikyaku.bench.seed;

import org.jspecify.annotations.NullMarked;
