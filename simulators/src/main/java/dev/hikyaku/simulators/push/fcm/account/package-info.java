/// Who may send: a service account with its key, assertions signed by it, and the access tokens handed out for them.
@NullMarked
package dev.hikyaku.simulators.push.fcm.account;

import org.jspecify.annotations.NullMarked;
