/// The tables of the application's database, as the database itself describes them: for `hikyaku init`,
/// which proposes a manifest.
///
/// Way in: [Tables].
@NullMarked
@NamedInterface("tables")
package dev.hikyaku.intake.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
