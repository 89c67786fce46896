/// The pages that answer: was it sent, to whom, and why not to the others?
@NullMarked
package dev.hikyaku.dashboard.campaigns;

import org.jspecify.annotations.NullMarked;
