/// The page that answers: is all well?
@NullMarked
package dev.hikyaku.dashboard.overview;

import org.jspecify.annotations.NullMarked;
