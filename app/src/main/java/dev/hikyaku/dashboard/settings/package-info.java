/// The page that answers: what does it run with, who listens where, and do all systems work?
@NullMarked
package dev.hikyaku.dashboard.settings;

import org.jspecify.annotations.NullMarked;
