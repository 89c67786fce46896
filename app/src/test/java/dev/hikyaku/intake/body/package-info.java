@NullMarked
package dev.hikyaku.intake.body;

import org.jspecify.annotations.NullMarked;
