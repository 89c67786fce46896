/// What people let happen from pages or by REST, and how far it is.
@NullMarked
package dev.hikyaku.dashboard.operation;

import org.jspecify.annotations.NullMarked;
