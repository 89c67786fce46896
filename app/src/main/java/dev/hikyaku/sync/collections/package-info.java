/// The lane for little, and for rows that a CSV can't carry: up to 200 rows in one call of sObject Collections, which
/// Salesforce answers at once, row by row in their order.
///
/// Way in: [Calls], on one [dev.hikyaku.sync.Work].
@NullMarked
@NamedInterface("collections")
package dev.hikyaku.sync.collections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
