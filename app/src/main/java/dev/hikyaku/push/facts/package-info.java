/// What the databases say of recipients at the moment their deliveries are looked at.
///
/// Way in: [Questions].
@NullMarked
package dev.hikyaku.push.facts;

import org.jspecify.annotations.NullMarked;
