/// The doors that `hikyaku serve` keeps open beside its work, as the settings wish.
///
/// Way in: [Doors].
@NullMarked
@NamedInterface("doors")
package dev.hikyaku.run.doors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
