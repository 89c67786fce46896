package dev.hikyaku.infra;

import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.Sync;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is to be deployed: a project, and what its manifest does not say.
///
/// @param name of the project's things on AWS: `hikyaku-NAME-...`
/// @param manifest checked
/// @param functionJar the built `lambda` module, with all it needs
/// @param application where the application's database comes from
/// @param syncsEvery cron expression at which all syncs are run; null where `serve` carries them as changes come
/// @param runbooks what stands before `#alarm` in an alarm's text: a page's address
/// @param repository `OWNER/NAME` on GitHub whose release may deploy; null where nobody's may
public record Deployment(
        String name,
        Manifest manifest,
        Path functionJar,
        Application application,
        @Nullable String syncsEvery,
        String runbooks,
        @Nullable String repository) {

    /// Where the application's database comes from.
    public enum Application {
        /// A new Aurora MySQL cluster; an API, a queue and a function bring changes into its outbox.
        NEW,
        /// There is one; the queue is read by `serve` itself.
        EXISTING
    }

    /// Checks what people typed.
    ///
    /// @throws IllegalArgumentException with what is wrong
    public Deployment {
        if (!name.matches("[a-z][a-z0-9-]{0,19}")) {
            throw new IllegalArgumentException(
                    "--name: found " + name + ", wanted at most 20 small letters, digits and hyphens, a letter first");
        }
    }

    /// The project's syncs.
    public List<Sync> syncs() {
        return manifest.syncs();
    }

    /// Whether anything goes to Salesforce.
    public boolean hasSyncs() {
        return !manifest.syncs().isEmpty();
    }

    /// Whether a process stays and carries changes as they come.
    public boolean isResident() {
        return hasSyncs() && syncsEvery == null;
    }

    /// Whether changes are handed in, and not only found by scans.
    public boolean hasIntake() {
        return hasSyncs() && (isResident() || application == Application.NEW);
    }

    /// Whether campaigns go by this provider, at first or when the first one fails.
    public boolean usesGateway(String gateway) {
        var push = manifest.push();
        return !manifest.campaigns().isEmpty()
                && push != null
                && Stream.of(push.gateway(), Objects.requireNonNullElse(push.failover(), ""))
                        .anyMatch(gateway::equals);
    }

    /// ARNs of the platform applications of SNS, sorted.
    public Set<String> platformApplications() {
        var push = manifest.push();
        var sns = push == null ? null : push.sns();
        Collection<String> arns = sns == null || !usesGateway("sns")
                ? List.of()
                : sns.applications().values();
        return new TreeSet<>(arns);
    }

    /// `hikyaku-NAME-PART`.
    public String named(String part) {
        return "hikyaku-" + name + "-" + part;
    }
}
