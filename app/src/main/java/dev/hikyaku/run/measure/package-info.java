/// Measures what passes through here, and tells of it: gateways, runs.
@NullMarked
package dev.hikyaku.run.measure;

import org.jspecify.annotations.NullMarked;
