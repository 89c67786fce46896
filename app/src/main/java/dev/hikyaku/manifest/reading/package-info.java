/// How a manifest is read: YAML nodes are held against one declaration of keys ([Shapes]), then against each other.
///
/// Way in: [ManifestReader], for the package above only. Nothing is built before everything is checked, so the builder
/// meets valid files only.
@NullMarked
package dev.hikyaku.manifest.reading;

import org.jspecify.annotations.NullMarked;
