package dev.hikyaku.simulators.push.sns.http;

import dev.hikyaku.simulators.push.sns.access.Access;
import dev.hikyaku.simulators.push.sns.event.EventQueue;
import dev.hikyaku.simulators.push.sns.publish.Courier;
import dev.hikyaku.simulators.push.sns.publish.Surroundings;
import dev.hikyaku.simulators.push.sns.quota.Buckets;

/// Everything behind the doors.
public record SnsWorld(Surroundings around, Courier courier, EventQueue queue, Buckets buckets, Access access) {}
