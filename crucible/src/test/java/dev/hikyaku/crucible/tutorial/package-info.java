/// What newcomers do, before a real terminal: the tutorial followed word for word, and the questions of `init`.
///
/// Way in: [TutorialTest].
@NullMarked
package dev.hikyaku.crucible.tutorial;

import org.jspecify.annotations.NullMarked;
