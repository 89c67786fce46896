/// The doors: SNS, SQS and the simulator's own.
@NullMarked
package dev.hikyaku.simulators.push.sns.http;

import org.jspecify.annotations.NullMarked;
