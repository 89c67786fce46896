/// A simulator of Amazon SNS mobile push (API 2010-03-31) in one region: platform applications, endpoints, publishing
/// to an endpoint, quotas, and what happens after the 200.
///
/// Ways in: [dev.hikyaku.simulators.push.sns.SnsSimulator], as a program or in a test, and
/// [dev.hikyaku.simulators.push.sns.SnsSimulatorExtension] for JUnit. The AWS SDKs talk to it unchanged when their
/// endpoint is set. What phones show is asked of [dev.hikyaku.simulators.push.phones.Phones].
///
/// Failure events go where the platform application's `EventDeliveryFailure` topic would lead: into one queue of
/// this simulator, which speaks the SQS JSON protocol. A queue is there without being made.
///
/// Texts of refusals were recorded on AWS (LocalStack's snapshots of 2025), with two exceptions that nobody has
/// published
/// and that are ours: that of `PlatformApplicationDisabled` and that of a notification that GCM or APNs can't carry.
///
/// Its folder holds `journal.jsonl`, which only grows and outlives `kill -9` (not a power cut: there is no fsync), and
/// `phones.jsonl` (see the package `phones`). Each line has `kind` and `at` (milliseconds since 1970):
///
/// | kind | further members |
/// |---|---|
/// | `application` | `arn`, `attributes` (all of them, as they are now) |
/// | `endpoint` | `arn`, `application`, `token`, `enabled`, `data` (null when it has none) |
/// | `endpoint.deleted` | `arn` |
/// | `published` | `id`, `endpoint`, `invocation` (of the SDK's call), `attempt`, `hash` of the text sent, `ttl`,
/// `tag`,
/// `title`, `body`, `open`: written before the 200 |
/// | `arrived` | `id`: the provider has it and the phone got it |
/// | `dropped` | `id`, `reason`: it never reached a phone |
/// | `event` | `id`, `body`: a message in the queue |
/// | `event.deleted` | `id` |
@NullMarked
package dev.hikyaku.simulators.push.sns;

import org.jspecify.annotations.NullMarked;
