/// What is done once, or when something seems wrong: a first manifest, and a look at every system.
@NullMarked
package dev.hikyaku.cli.setup;

import org.jspecify.annotations.NullMarked;
