/// What all pages have in common: templates, texts in two languages, times, links.
@NullMarked
package dev.hikyaku.dashboard.page;

import org.jspecify.annotations.NullMarked;
