/// What tells people: alarms, each with its page, and a dashboard.
@NullMarked
package dev.hikyaku.infra.watch;

import org.jspecify.annotations.NullMarked;
