/// How results look: words in two languages, aligned tables, colour where it is welcome, JSON for machines.
///
/// Way in: [dev.hikyaku.cli.print.Screen].
@NullMarked
package dev.hikyaku.cli.print;

import org.jspecify.annotations.NullMarked;
