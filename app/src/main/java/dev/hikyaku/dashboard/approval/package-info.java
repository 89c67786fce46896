/// Campaigns that wait for a person's word: what would be sent, to how many, and who lets it go.
///
/// Way in: [Approving].
@NullMarked
package dev.hikyaku.dashboard.approval;

import org.jspecify.annotations.NullMarked;
