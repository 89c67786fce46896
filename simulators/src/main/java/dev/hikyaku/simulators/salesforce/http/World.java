package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.bulk.BulkJobs;
import dev.hikyaku.simulators.salesforce.fault.Faults;
import dev.hikyaku.simulators.salesforce.org.Org;

/// What the doors open to.
public record World(Org org, BulkJobs jobs, Faults faults) {}
