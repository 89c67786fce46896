/// From an accepted publish to a phone.
@NullMarked
package dev.hikyaku.simulators.push.sns.publish;

import org.jspecify.annotations.NullMarked;
