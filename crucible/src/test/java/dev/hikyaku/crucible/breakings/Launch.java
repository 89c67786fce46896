package dev.hikyaku.crucible.breakings;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Objects;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/// Runs some tests in a process of their own: `CLASS#METHOD...`, where `CLASS#*` stands for all of a class. Says which
/// failed; ends with 0 when all passed, 1 when one failed, 2 when there was none.
final class Launch {
    private Launch() {}

    public static void main(String... tests) {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request(tests), summary, new Failures());
        var found = summary.getSummary();
        found.printFailuresTo(new PrintWriter(System.err, true));
        System.exit(found.getTestsStartedCount() == 0 ? 2 : found.getTotalFailureCount() > 0 ? 1 : 0);
    }

    private static LauncherDiscoveryRequest request(String... tests) {
        var classes = Arrays.stream(tests)
                .map(test -> test.substring(0, test.indexOf('#')))
                .distinct()
                .map(DiscoverySelectors::selectClass)
                .toList();
        var methods = Arrays.stream(tests)
                .map(test -> test.substring(test.indexOf('#') + 1))
                .toList();
        PostDiscoveryFilter wanted = descriptor -> FilterResult.includedIf(descriptor
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> methods.contains("*") || methods.contains(((MethodSource) source).getMethodName()))
                .orElse(true));
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(classes)
                .filters(wanted)
                .build();
    }

    private static final class Failures implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                var method = test.getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(source -> ((MethodSource) source).getMethodName())
                        .orElse(test.getDisplayName());
                var why = result.getThrowable().map(Objects::toString).orElse("");
                System.out.println("FAILED " + method + "\t" + why.strip().replaceAll("\\s+", " "));
            }
        }
    }
}
