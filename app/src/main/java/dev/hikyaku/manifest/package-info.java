/// Reads `hikyaku.yaml`, `syncs/*.yaml` and `campaigns/*.yaml` into checked records.
///
/// Way in: [Manifest]. All problems of all files are reported at once, each with file, line, column, code and remedy.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.hikyaku.manifest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
