/// The SQS door: changes out of a queue, deleted there after their commit here.
///
/// Way in: [SqsDoor].
@NullMarked
@NamedInterface("sqs")
package dev.hikyaku.intake.sqs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
