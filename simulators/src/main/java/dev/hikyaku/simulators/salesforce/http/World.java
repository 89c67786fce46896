package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.bulk.BulkJobs;
import dev.hikyaku.simulators.salesforce.fault.Allowances;
import dev.hikyaku.simulators.salesforce.fault.Faults;
import dev.hikyaku.simulators.salesforce.org.Org;
import dev.hikyaku.simulators.salesforce.user.OrgUser;

/// What the doors open to.
public record World(Org org, BulkJobs jobs, Faults faults, Allowances allowances, OrgUser user) {}
