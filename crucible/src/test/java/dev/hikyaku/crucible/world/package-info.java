/// The world around the program: an application's database, a fake org, child processes, and the fake org's journal.
///
/// Way in: [Place].
@NullMarked
package dev.hikyaku.crucible.world;

import org.jspecify.annotations.NullMarked;
