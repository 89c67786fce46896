/// The little language of a campaign's texts: `{{plate}}`, `{{inspection_on | date}}`, `{% if plan == 'gold' %}`.
///
/// Way in: [Template]. A template sees texts of one row and nothing else: no methods, no files, no loops.
@NullMarked
@NamedInterface("template")
package dev.hikyaku.manifest.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
