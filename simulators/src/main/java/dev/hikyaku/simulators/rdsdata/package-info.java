/// The RDS Data API (API version 2018-08-01) over any database that JDBC reaches.
///
/// Way in: [RdsDataSimulator].
@NullMarked
package dev.hikyaku.simulators.rdsdata;

import org.jspecify.annotations.NullMarked;
