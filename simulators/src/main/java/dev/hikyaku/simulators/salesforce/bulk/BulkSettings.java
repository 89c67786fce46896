package dev.hikyaku.simulators.salesforce.bulk;

import dev.hikyaku.simulators.salesforce.fault.Allowances;
import java.nio.file.Path;
import java.time.Duration;

/// Where jobs keep their files, how long they queue, the seed of their disorder, and how much they may use.
public record BulkSettings(Path folder, Duration queueDelay, long seed, Allowances allowances) {}
