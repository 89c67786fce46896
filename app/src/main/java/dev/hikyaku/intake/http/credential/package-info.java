/// Who hands a change in: by signature, by token, or nobody asked on this machine alone.
///
/// Way in: [Credentials].
@NullMarked
@NamedInterface("credential")
package dev.hikyaku.intake.http.credential;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
