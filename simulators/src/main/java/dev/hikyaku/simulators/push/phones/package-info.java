/// Virtual phones, keyed by address, each with a notification shade, so that duplicates are counted as a user sees
/// them.
///
/// Way in: [dev.hikyaku.simulators.push.phones.Phones]. The journal is a file that only grows; each line is one JSON
/// object with `kind` and `at` (milliseconds since 1970), handed to the operating system before the provider answers,
/// so
/// it outlives `kill -9` of every process (not a power cut: there is no fsync). Simulators of several providers may
/// write into one file, for a line is one write at its end.
///
/// | kind | further members |
/// |---|---|
/// | `arrived` | `provider`, `address`, `tag` (null when it has none), `title`, `body`, `open` (may be null), `id`
/// (what the
/// provider calls the notification) |
/// | `dismissed` | `address`, `tag` (null: the whole shade was swept) |
///
/// An arrival without title and body is data for the app: it is counted as a copy, and nothing is shown.
@NullMarked
package dev.hikyaku.simulators.push.phones;

import org.jspecify.annotations.NullMarked;
