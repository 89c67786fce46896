package dev.hikyaku.simulators.push.fcm.http;

import dev.hikyaku.simulators.push.fcm.account.AccessTokens;
import dev.hikyaku.simulators.push.fcm.account.ServiceAccount;
import dev.hikyaku.simulators.push.fcm.fault.FcmFaults;
import dev.hikyaku.simulators.push.fcm.send.DeviceQuota;
import dev.hikyaku.simulators.push.fcm.send.ProjectQuota;
import dev.hikyaku.simulators.push.phones.Phones;
import java.time.Clock;

/// All that the doors open to.
public record World(
        Clock clock,
        ServiceAccount account,
        AccessTokens tokens,
        FcmFaults faults,
        Phones phones,
        ProjectQuota quota,
        DeviceQuota devices,
        Traffic traffic) {}
