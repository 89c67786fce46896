/// The page that answers: who did what?
@NullMarked
package dev.hikyaku.dashboard.activity;

import org.jspecify.annotations.NullMarked;
