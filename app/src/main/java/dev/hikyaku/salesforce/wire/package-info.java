/// Calls to one org over HTTP: tokens, one replay after a refused token, silence, cuts. Knows no resource of
/// Salesforce and nothing of the packages above; what goes wrong is made by the [Failures] they hand in.
///
/// Way in: [Wire].
@NullMarked
package dev.hikyaku.salesforce.wire;

import org.jspecify.annotations.NullMarked;
