/// Questions in SOQL: all their pages, and lists of values cut so that each address stays short enough.
///
/// Way in: [Query].
@NullMarked
package dev.hikyaku.salesforce.query;

import org.jspecify.annotations.NullMarked;
