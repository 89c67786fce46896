/// The page that finds a record, a run or a person by what somebody has of it.
@NullMarked
package dev.hikyaku.dashboard.search;

import org.jspecify.annotations.NullMarked;
