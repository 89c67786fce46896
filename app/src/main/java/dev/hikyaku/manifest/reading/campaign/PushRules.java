package dev.hikyaku.manifest.reading.campaign;

import dev.hikyaku.manifest.ProblemCode;
import dev.hikyaku.manifest.reading.Mapping;
import dev.hikyaku.manifest.reading.YamlFile;
import java.util.List;

/// What must fit together in `push:`.
final class PushRules {

    private PushRules() {}

    static void check(YamlFile project, List<YamlFile> campaigns) {
        var root = project.root();
        if (root != null && project.keys().value("push") == null && !campaigns.isEmpty()) {
            var first = campaigns.getFirst().path().toString().replace('\\', '/');
            project.report(root, ProblemCode.NO_PUSH, first);
        }
        var push = project.keys().section("push");
        gateway(project, push, "gateway");
        gateway(project, push, "failover");
        var failover = push.value("failover");
        if (failover != null && String.valueOf(push.text("gateway")).equals(Mapping.text(failover))) {
            project.report(failover, ProblemCode.SAME_GATEWAY, String.valueOf(push.text("gateway")));
        }
    }

    /// FCM has a place that everyone knows; SNS needs its platform applications.
    private static void gateway(YamlFile project, Mapping push, String key) {
        var node = push.value(key);
        if (node != null && "sns".equals(Mapping.text(node)) && push.value("sns") == null) {
            project.report(node, ProblemCode.NEEDS_OTHER_KEY, "push", key + ": sns", "sns");
        }
    }
}
