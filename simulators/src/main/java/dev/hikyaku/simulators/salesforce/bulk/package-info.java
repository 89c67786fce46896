/// Bulk API 2.0 ingest: jobs, their states, their CSV files and their results.
///
/// Way in: [dev.hikyaku.simulators.salesforce.bulk.BulkJobs]. Source: Bulk API 2.0 Developer Guide. Where the guide is
/// silent the simulator chooses: creating answers 200; a job left `Open` for 24 hours becomes `Aborted`; result files
/// of a job that is not finished answer 400 `INVALIDJOBSTATE`; failed creates have an empty `sf__Id`; `#N/A` and
/// relationship columns come back as they were sent.
@NullMarked
package dev.hikyaku.simulators.salesforce.bulk;

import org.jspecify.annotations.NullMarked;
