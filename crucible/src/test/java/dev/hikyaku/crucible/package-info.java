/// Kills, faults and bad input, judged from outside: the shipped program runs as child processes, nothing of it is
/// called.
@NullMarked
package dev.hikyaku.crucible;

import org.jspecify.annotations.NullMarked;
