/// Runs that start by the clock: one for each scheduled instant, whoever and how many look at the clock.
///
/// Way in: [SyncLaunch] for one sync, [Clockwork] for all that has a schedule, [Timetable] to look.
@NullMarked
@NamedInterface("schedule")
package dev.hikyaku.run.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
