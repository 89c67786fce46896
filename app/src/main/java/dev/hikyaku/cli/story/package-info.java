/// What happened to records: told as a time line, or listed.
@NullMarked
package dev.hikyaku.cli.story;

import org.jspecify.annotations.NullMarked;
