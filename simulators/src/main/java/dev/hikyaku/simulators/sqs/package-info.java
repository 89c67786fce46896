/// Amazon SQS on this machine: standard queues, in AWS's JSON protocol, with the habits that hurt on demand.
///
/// Way in: [SqsSimulator]. What was sent survives a kill, as the service's own does.
@NullMarked
package dev.hikyaku.simulators.sqs;

import org.jspecify.annotations.NullMarked;
