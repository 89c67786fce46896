/// Runs of campaigns: a Spring Batch job of the steps audience, deliver and report.
///
/// Way in: [CampaignRunner].
@NullMarked
@NamedInterface("campaign")
package dev.hikyaku.run.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
