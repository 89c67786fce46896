/// Requests and answers: routes, bodies and refusals, without any knowledge of records or jobs.
@NullMarked
package dev.hikyaku.simulators.salesforce.wire;

import org.jspecify.annotations.NullMarked;
