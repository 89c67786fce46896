/// What the fake org knows: its objects, fields and login clients, read from a YAML file.
///
/// Way in: [dev.hikyaku.simulators.salesforce.schema.SchemaReader].
@NullMarked
package dev.hikyaku.simulators.salesforce.schema;

import org.jspecify.annotations.NullMarked;
