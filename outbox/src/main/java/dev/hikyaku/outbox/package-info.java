/// The outbox: changes that an application writes in its own transaction, beside its own rows.
///
/// Way in: [Outbox]. Any language can do the same with one `INSERT`; this package only saves writing the JSON.
@NullMarked
package dev.hikyaku.outbox;

import org.jspecify.annotations.NullMarked;
