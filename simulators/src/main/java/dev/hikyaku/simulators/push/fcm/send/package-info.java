/// What FCM does with one message: judges its form, counts it against the quotas, and answers.
///
/// Outside sources: "FCM v1 messages" (form), "FCM error codes" (answers), "Throttling and quotas".
@NullMarked
package dev.hikyaku.simulators.push.fcm.send;

import org.jspecify.annotations.NullMarked;
