/// Whole-process races against a floor in the same run. Ratios count; seconds depend on the machine's mood.
@NullMarked
package dev.hikyaku.bench;

import org.jspecify.annotations.NullMarked;
