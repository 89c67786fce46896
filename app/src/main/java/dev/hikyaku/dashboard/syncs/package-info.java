/// The pages that answer: how does this sync stand, what goes where, and which records are on their way?
@NullMarked
package dev.hikyaku.dashboard.syncs;

import org.jspecify.annotations.NullMarked;
