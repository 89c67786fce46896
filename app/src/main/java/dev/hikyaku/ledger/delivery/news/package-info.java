/// What a provider tells of notifications after it accepted them.
///
/// Way in: [dev.hikyaku.ledger.delivery.Deliveries#news()].
@NullMarked
@NamedInterface("delivery-news")
package dev.hikyaku.ledger.delivery.news;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
