/// The promises about campaigns, one class each, and what they judge by.
@NullMarked
package dev.hikyaku.crucible.promises.push;

import org.jspecify.annotations.NullMarked;
