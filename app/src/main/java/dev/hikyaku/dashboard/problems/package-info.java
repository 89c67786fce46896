/// The page that answers: who has to act, and for what?
@NullMarked
package dev.hikyaku.dashboard.problems;

import org.jspecify.annotations.NullMarked;
