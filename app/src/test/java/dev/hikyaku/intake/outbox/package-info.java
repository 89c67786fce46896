/// The outbox as a door, on real databases.
@NullMarked
package dev.hikyaku.intake.outbox;

import org.jspecify.annotations.NullMarked;
