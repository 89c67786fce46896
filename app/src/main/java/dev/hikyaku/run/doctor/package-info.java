/// A look at every system a project needs, before or when something is wrong. Changes nothing anywhere.
///
/// Way in: [Doctor].
@NullMarked
@NamedInterface("doctor")
package dev.hikyaku.run.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
