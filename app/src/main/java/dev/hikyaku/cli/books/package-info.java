/// The books of a run or of a sync, as people and machines read them.
@NullMarked
package dev.hikyaku.cli.books;

import org.jspecify.annotations.NullMarked;
