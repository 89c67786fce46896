/// A process of `hikyaku worker`: it helps with the runs of others, and begins none.
///
/// Way in: [Worker].
@NullMarked
@NamedInterface("worker")
package dev.hikyaku.run.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
