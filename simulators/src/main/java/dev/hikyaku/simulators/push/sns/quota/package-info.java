/// How often an action may be called in a region.
@NullMarked
package dev.hikyaku.simulators.push.sns.quota;

import org.jspecify.annotations.NullMarked;
