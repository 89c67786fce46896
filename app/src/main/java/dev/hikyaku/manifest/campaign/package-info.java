/// What `campaigns/*.yaml` and the `push:` part of `hikyaku.yaml` declare, checked.
@NullMarked
package dev.hikyaku.manifest.campaign;

import org.jspecify.annotations.NullMarked;
