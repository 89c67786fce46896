/// What one phone is to show, made of a campaign's message and a row of its audience.
///
/// Way in: [Words]. Pure: no clock, no database, no network.
@NullMarked
package dev.hikyaku.push.words;

import org.jspecify.annotations.NullMarked;
