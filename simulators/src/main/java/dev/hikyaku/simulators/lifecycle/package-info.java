/// How simulators are started and ended, as a program or around a test, whatever they simulate.
@NullMarked
package dev.hikyaku.simulators.lifecycle;

import org.jspecify.annotations.NullMarked;
