/// Keeps the history that charts show: while a service lives, and at the end of each run.
///
/// Way in: [Recording].
@NullMarked
@NamedInterface("history")
package dev.hikyaku.run.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
