/// What runs: one image, a task definition for each thing that is started, and the schedules that start them.
@NullMarked
package dev.hikyaku.infra.task;

import org.jspecify.annotations.NullMarked;
