/// Hands notifications to Firebase Cloud Messaging: HTTP v1 over a few long-lived HTTP/2 connections.
///
/// Ways in: [FcmGateway]; [Fcm] measures a notification without sending it. Outside sources: "FCM v1 messages" (form),
/// "FCM error codes" (answers), "Using OAuth 2.0 for server to server applications" (login).
///
/// | what happened | outcome |
/// |---|---|
/// | 200 with a name | accepted |
/// | `UNREGISTERED`; `INVALID_ARGUMENT` about the token | rejected, the device is to blame |
/// | `SENDER_ID_MISMATCH` | rejected, the sender is to blame |
/// | any other `INVALID_ARGUMENT` | rejected, the notification is to blame |
/// | 429 | not now: everything waits as `Retry-After` says, 60 s without it; the one device when FCM names the device |
/// | 503 with `Retry-After` | not now: everything waits so long, 10 s or more |
/// | 401 | one new access token and once more; then stopped |
/// | `THIRD_PARTY_AUTH_ERROR`, other 401 and 403, 404 without a code of FCM's | stopped |
/// | no connection, no free stream, `REFUSED_STREAM`, above a GOAWAY's last stream | not now: FCM never looked at it |
/// | no answer in time, connection lost after the call was handed to it | unknown |
/// | 503 without it, 500, 502, 504, an answer nobody understands | unknown: somebody else may have taken it |
///
/// `collapse_key` is not sent: FCM keeps four different ones per device that is away, and would throw others' away.
@NullMarked
@NamedInterface("fcm")
package dev.hikyaku.gateway.fcm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
