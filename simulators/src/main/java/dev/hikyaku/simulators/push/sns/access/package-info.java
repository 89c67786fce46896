/// Who may call: AWS's signatures, version 4.
@NullMarked
package dev.hikyaku.simulators.push.sns.access;

import org.jspecify.annotations.NullMarked;
