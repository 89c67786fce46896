/// What `alerts:` in `hikyaku.yaml` and `syncs/*.yaml` declares, checked.
@NullMarked
@NamedInterface("alert")
package dev.hikyaku.manifest.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
