/// What is kept: the databases, the secrets and the settings.
@NullMarked
package dev.hikyaku.infra.data;

import org.jspecify.annotations.NullMarked;
