@NullMarked
package dev.hikyaku.intake.sqs;

import org.jspecify.annotations.NullMarked;
