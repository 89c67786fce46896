/// Care with runs whose process ended again and again.
///
/// Way in: [Care].
@NullMarked
package dev.hikyaku.push.care;

import org.jspecify.annotations.NullMarked;
