/// An AWS Lambda function that brings messages of SQS into the outbox, through the RDS Data API. Small on purpose: no
/// framework, no reflection, one HTTP client of the JDK.
///
/// Way in: [Handler].
@NullMarked
package dev.hikyaku.lambda;

import org.jspecify.annotations.NullMarked;
