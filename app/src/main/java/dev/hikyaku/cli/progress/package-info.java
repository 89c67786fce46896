/// How far a run is: a bar that is redrawn on a terminal, now and then a line elsewhere.
@NullMarked
package dev.hikyaku.cli.progress;

import org.jspecify.annotations.NullMarked;
