/// The phones a delivery may go to, and whose they are.
@NullMarked
package dev.hikyaku.push.phones;

import org.jspecify.annotations.NullMarked;
