/// Hikyaku carries an application's database to Salesforce, with every record accounted for.
///
/// Way in: [Hikyaku], which hands over to the command line.
@NullMarked
package dev.hikyaku;

import org.jspecify.annotations.NullMarked;
