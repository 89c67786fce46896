/// How changes come in: an API, a queue, and the function that writes them into the outbox.
@NullMarked
package dev.hikyaku.infra.intake;

import org.jspecify.annotations.NullMarked;
