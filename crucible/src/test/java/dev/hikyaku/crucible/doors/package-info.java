/// The doors by which changes come in, each with those who use it and the processes behind it, all of which can be
/// killed.
///
/// Way in: [Market].
@NullMarked
package dev.hikyaku.crucible.doors;

import org.jspecify.annotations.NullMarked;
