/// What SNS tells after the 200, and the queue it is told to.
@NullMarked
package dev.hikyaku.simulators.push.sns.event;

import org.jspecify.annotations.NullMarked;
