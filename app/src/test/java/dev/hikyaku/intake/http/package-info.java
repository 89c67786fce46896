@NullMarked
package dev.hikyaku.intake.http;

import org.jspecify.annotations.NullMarked;
