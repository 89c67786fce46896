/// What can be made to go wrong.
@NullMarked
package dev.hikyaku.simulators.push.sns.fault;

import org.jspecify.annotations.NullMarked;
