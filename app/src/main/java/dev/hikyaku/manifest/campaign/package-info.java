/// What `campaigns/*.yaml` and the `push:` part of `hikyaku.yaml` declare, checked.
@NullMarked
@NamedInterface("campaign")
package dev.hikyaku.manifest.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
