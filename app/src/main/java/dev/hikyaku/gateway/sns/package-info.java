/// Amazon SNS mobile push: an endpoint for each device, and publishing to it.
///
/// Ways in: [dev.hikyaku.gateway.sns.SnsGateway] and [dev.hikyaku.gateway.sns.DeliveryFailures], which tells what
/// failed after SNS had said yes.
///
/// An accepted notification is one that SNS stored; SNS then tries the platform for up to six hours, or as long as the
/// notification's `ttl` says. There is neither an idempotency key nor a batch for endpoints, so each call is made once
/// (`maxAttempts` 1): the SDK's own retry puts up to four copies on a phone when answers are lost.
///
/// `collapse_key` is not sent, for FCM's reasons (`gateway.fcm`).
///
/// AWS End User Messaging Push (`SendMessages`, the mobile half of what was Pinpoint) would be a gateway beside this
/// one,
/// not a part of it: it takes raw tokens, up to 100 in a call, and answers for each address at once, so it has neither
/// endpoints nor failure events.
@NullMarked
@NamedInterface("sns")
package dev.hikyaku.gateway.sns;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
