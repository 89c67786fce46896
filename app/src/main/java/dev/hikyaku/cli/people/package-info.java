/// Who may use the dashboard.
@NullMarked
package dev.hikyaku.cli.people;

import org.jspecify.annotations.NullMarked;
