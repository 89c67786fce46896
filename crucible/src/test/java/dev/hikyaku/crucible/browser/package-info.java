/// The dashboard as people see it: the shipped program, opened in Chromium, page by page and story by story.
///
/// Way in: [Desk]. The list of pages is [Screens]: a new page is a line there.
@NullMarked
package dev.hikyaku.crucible.browser;

import org.jspecify.annotations.NullMarked;
