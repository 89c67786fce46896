/// Platform applications and their endpoints.
@NullMarked
package dev.hikyaku.simulators.push.sns.registry;

import org.jspecify.annotations.NullMarked;
