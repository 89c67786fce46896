/// What the simulators of push providers share: phones whose owners can be asked what they saw.
@NullMarked
package dev.hikyaku.simulators.push;

import org.jspecify.annotations.NullMarked;
