/// Runs of campaigns, as people read them.
@NullMarked
package dev.hikyaku.cli.campaign;

import org.jspecify.annotations.NullMarked;
