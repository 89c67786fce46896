/// The page that answers: what happened to this record?
@NullMarked
package dev.hikyaku.dashboard.trace;

import org.jspecify.annotations.NullMarked;
