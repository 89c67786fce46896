/// Breaks the program on purpose, one patch at a time, and expects the test that a hard case names to notice.
@NullMarked
package dev.hikyaku.crucible.breakings;

import org.jspecify.annotations.NullMarked;
