/// Real database servers for tests.
@NullMarked
package dev.hikyaku.servers;

import org.jspecify.annotations.NullMarked;
