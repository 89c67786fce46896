package dev.hikyaku.run;

import dev.hikyaku.drift.Differences;
import dev.hikyaku.drift.Drift;
import dev.hikyaku.drift.Relink;
import dev.hikyaku.drift.Resend;
import dev.hikyaku.drift.Restored;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.Runs;
import dev.hikyaku.manifest.Sync;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.sync.OrgCheck;
import dev.hikyaku.sync.Work;
import dev.hikyaku.sync.bulk.Leaving;
import dev.hikyaku.sync.bulk.Settle;
import dev.hikyaku.sync.bulk.Ship;
import dev.hikyaku.sync.collections.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Work on the ledger beside the runs: learning remote ids anew, and holding ledger and org against each other.
///
/// What writes does so under the leases of its syncs, as a run of its own, so that no other run can meet it.
public final class Upkeep {
    private final Project project;
    private final String key;
    private final Work.Progress progress;

    /// Upkeep of a project.
    ///
    /// @param key identity of the run; unique
    public Upkeep(Project project, String key, Work.Progress progress) {
        this.project = project;
        this.key = key;
        this.progress = progress;
    }

    /// What it came to.
    ///
    /// @param exitCode see [Report]
    /// @param results one for each sync that was finished
    public record Done<T>(int exitCode, List<T> results, List<String> problems) {
        private Done<T> ending(int code) {
            return new Done<>(exitCode == 0 ? code : exitCode, results, problems);
        }
    }

    /// What one piece of upkeep works with.
    private record Held(Ledger ledger, HeldLeases leases, Systems systems) {}

    /// Learns the remote ids of the syncs' records anew from the org we speak to.
    ///
    /// @param syncs in reference order
    public Done<Relink.Relinked> relink(List<Sync> syncs) {
        return held(syncs, work -> new Relink(work).relink());
    }

    /// Compares a sync's records with the org, and takes in changes for what differs or is missing.
    ///
    /// @param limit how many differences are named
    public Done<Differences> resend(Sync sync, int limit) {
        return withDrift(held(List.of(sync), work -> {
            new OrgCheck(work).sameOrg();
            OrgCheck.fits(sync, work.descriptions());
            var looking = new Drift.Looking(
                    sync,
                    project.manifest(),
                    work.ledger(),
                    work.org().get(),
                    work.descriptions().apply(sync.object()),
                    work::checkpoint,
                    progress);
            return new Drift(looking, limit).compare(new Resend(work));
        }));
    }

    /// Compares a sync's records with the org; writes nothing, and takes no lease.
    ///
    /// @param limit how many differences are named
    public Done<Differences> compare(Sync sync, int limit) {
        try (var stop = new Stop(project.settings().stopWithin());
                var ledger = project.openLedger();
                var systems = new Systems(project)) {
            OrgCheck.sameOrg(sync, ledger, systems.salesforce().org().orgId());
            OrgCheck.fits(sync, systems);
            var looking = new Drift.Looking(
                    sync,
                    project.manifest(),
                    ledger,
                    systems.salesforce(),
                    systems.apply(sync.object()),
                    stop::checkpoint,
                    progress);
            return withDrift(new Done<>(0, List.of(new Drift(looking, limit).compare()), List.of()));
        } catch (RuntimeException failed) {
            return failed(List.of(), failed);
        }
    }

    /// Brings a ledger that was restored to an earlier time to terms with Salesforce: bulk jobs are brought to their
    /// end by what Salesforce knows of them, and waiting changes that may be older than what it has are not sent by
    /// themselves. Campaigns come before, by [#hold].
    ///
    /// @param syncs all of the project, in reference order
    public Done<Restored.Looked> reconcile(List<Sync> syncs) {
        return held(syncs, work -> {
            new OrgCheck(work).sameOrg();
            new Leaving(work).leave();
            new Ship(work).ship();
            new Settle(work).settle();
            Calls.resume(work);
            return new Restored(work).look();
        });
    }

    /// Ends open runs of the campaigns, and holds them until a person resumes them: a push is never sent again by
    /// itself.
    ///
    /// @return deliveries of which nobody knows whether they were sent
    public Done<Long> hold(List<Campaign> campaigns, String why) {
        try (var stop = new Stop(project.settings().stopWithin());
                var ledger = project.openLedgerToRun()) {
            var unknown = new ArrayList<Long>();
            for (var campaign : campaigns) {
                try (var leases = HeldLeases.ofCampaign(
                        ledger.leases(), campaign.name(), project.settings().leaseTime(), stop)) {
                    unknown.add(ledger.epochs().hold(leases.of(campaign.name()), campaign.name(), why));
                }
            }
            ledger.epochs().begin(ledger.epochs().lastKnown().orElse(null), why);
            return new Done<>(0, List.copyOf(unknown), List.of());
        } catch (HeldLeases.HeldElsewhere | Fence.LeaseLost | Ledger.Busy held) {
            return failed(List.of(), held);
        }
    }

    private static Done<Differences> withDrift(Done<Differences> done) {
        return done.results().stream().allMatch(Differences::isNone) ? done : done.ending(Report.DRIFT);
    }

    private static <T> Done<T> failed(List<T> results, RuntimeException failure) {
        var problem = Problem.of(failure);
        return new Done<>(problem.exitCode(), List.copyOf(results), List.of(problem.text()));
    }

    private <T> Done<T> held(List<Sync> syncs, Function<Work, T> errand) {
        var names = syncs.stream().map(Sync::name).toList();
        try (var stop = new Stop(project.settings().stopWithin());
                var ledger = project.openLedgerToRun();
                var leases = new HeldLeases(
                        ledger.leases(), names, project.settings().leaseTime(), stop);
                var systems = new Systems(project)) {
            var run = ledger.runs().begin(key, names, Holder.self());
            var done = each(syncs, sync -> errand.apply(work(new Held(ledger, leases, systems), run, sync)));
            ledger.runs()
                    .end(
                            run,
                            done.exitCode() == 0 ? "finished" : "stopped",
                            done.exitCode(),
                            done.problems().stream().findFirst().orElse(null));
            return done;
        } catch (HeldLeases.HeldElsewhere | Fence.LeaseLost | Ledger.Busy held) {
            return failed(List.of(), held);
        }
    }

    private static <T> Done<T> each(List<Sync> syncs, Function<Sync, T> errand) {
        var results = new ArrayList<T>();
        try {
            syncs.forEach(sync -> results.add(errand.apply(sync)));
            return new Done<>(0, List.copyOf(results), List.of());
        } catch (RuntimeException failure) {
            return failed(results, failure);
        }
    }

    private Work work(Held held, Runs.Run run, Sync sync) {
        var surroundings = project.surroundings(held.systems(), progress, held.leases()::checkpoint);
        return new Work(
                sync,
                held.leases().of(sync.name()),
                run,
                held.ledger(),
                held.systems()::salesforce,
                held.systems(),
                surroundings);
    }
}
