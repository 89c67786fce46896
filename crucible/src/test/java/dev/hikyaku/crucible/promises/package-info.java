/// One judge per promise of PROMISES.md. A judge hears all that happened, and says at the end what was broken.
///
/// Way in: [Court].
@NullMarked
package dev.hikyaku.crucible.promises;

import org.jspecify.annotations.NullMarked;
