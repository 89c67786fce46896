/// How fast notifications go out: Google asks for a slow start, an even flow and no peaks at quarter hours ("Best
/// practices when sending FCM messages at scale").
@NullMarked
@NamedInterface("pace")
package dev.hikyaku.push.pace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
