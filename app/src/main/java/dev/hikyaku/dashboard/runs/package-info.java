/// The pages that answer: what did each run do?
@NullMarked
package dev.hikyaku.dashboard.runs;

import org.jspecify.annotations.NullMarked;
