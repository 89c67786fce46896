package dev.hikyaku.simulators.salesforce.bulk;

import java.nio.file.Path;
import java.time.Duration;

/// Where jobs keep their files, how long they queue, and the seed of their disorder.
public record BulkSettings(Path folder, Duration queueDelay, long seed) {}
