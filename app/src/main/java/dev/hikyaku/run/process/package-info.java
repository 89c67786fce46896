/// What the runs of one process share, and what they know of processes that died.
@NullMarked
@NamedInterface("process")
package dev.hikyaku.run.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
