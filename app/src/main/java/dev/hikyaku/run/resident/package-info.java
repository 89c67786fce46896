/// The resident service: carries changes as they come, sync by sync, until it is stopped.
///
/// Way in: [Resident].
@NullMarked
@NamedInterface("resident")
package dev.hikyaku.run.resident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
