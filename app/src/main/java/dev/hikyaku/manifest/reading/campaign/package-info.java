/// How `campaigns/*.yaml` and the `push:` part of `hikyaku.yaml` are read: shapes, rules, builders.
@NullMarked
package dev.hikyaku.manifest.reading.campaign;

import org.jspecify.annotations.NullMarked;
