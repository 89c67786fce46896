/// Random histories of many keys against a model that applies each change in turn.
@NullMarked
package dev.hikyaku.histories;

import org.jspecify.annotations.NullMarked;
