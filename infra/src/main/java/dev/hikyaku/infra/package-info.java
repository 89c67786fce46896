/// The deployment on AWS, made from a project's manifest by the AWS CDK: nothing here speaks to AWS.
///
/// Way in: [Cloud]. What each part of it is for stands in `docs/reference/aws.md`.
@NullMarked
package dev.hikyaku.infra;

import org.jspecify.annotations.NullMarked;
