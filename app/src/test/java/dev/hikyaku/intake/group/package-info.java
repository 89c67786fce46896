@NullMarked
package dev.hikyaku.intake.group;

import org.jspecify.annotations.NullMarked;
