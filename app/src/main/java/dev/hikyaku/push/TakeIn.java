package dev.hikyaku.push;

import dev.hikyaku.intake.AudienceRows;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.CampaignRun.State;
import dev.hikyaku.ledger.delivery.CampaignRuns;
import dev.hikyaku.ledger.delivery.OnceKey;
import dev.hikyaku.ledger.delivery.Recipients;
import dev.hikyaku.ledger.delivery.Recipients.Recipient;
import dev.hikyaku.manifest.campaign.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Brings the whole audience into the ledger before anything is sent. Broken off, it reads the query anew; what is in
/// the ledger already is recognised.
public final class TakeIn {
    private static final int USUAL_RUNS = 9;
    private static final int LEAST_RUNS = 3;

    private final CampaignWork work;
    private long taken;
    private long read;
    private boolean allNew;

    /// For one run.
    public TakeIn(CampaignWork work) {
        this.work = work;
        taken = work.run().counted().recipients();
    }

    /// Reads and guards.
    ///
    /// @return the run as it stands afterwards
    /// @throws CampaignWork.GuardStopped when there are more recipients than allowed; nothing was sent
    public CampaignRun takeIn() {
        if (work.run().audienceDone()) {
            return work.run();
        }
        var run = work.ledger().runs().beginPass(work.fence(), work.run());
        allNew = run.pass() == 1;
        try (var beside = new Beside()) {
            new AudienceRows(work.campaign().name(), work.campaign().audience())
                    .read(work.application(), moments(run), Recipients.CHUNK, rows -> {
                        work.surroundings().checkpoint().run();
                        beside.next(() -> take(run, rows));
                    });
            beside.await();
        }
        if (run.pass() > 1) {
            work.ledger().unsent().withdraw(work.fence(), run);
        }
        usualGuard(run);
        return end(run);
    }

    /// Writes one page while the next one is read.
    private static final class Beside implements AutoCloseable {
        private final ExecutorService writing = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("audience").factory());
        private Future<?> last = CompletableFuture.completedFuture(null);

        /// Begins when the work before it is done, and throws what that threw.
        void next(Runnable work) {
            await();
            last = writing.submit(work);
        }

        void await() {
            try {
                last.get();
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case RuntimeException cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw new IllegalStateException(failed);
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the audience was written", hurried);
            }
        }

        @Override
        public void close() {
            writing.close();
        }
    }

    private void take(CampaignRun run, List<AudienceRows.Row> rows) {
        var chunk = work.ledger()
                .recipients()
                .take(
                        work.fence(),
                        run,
                        rows.stream()
                                .map(row -> new Recipient(OnceKey.of(row.once()), row.user(), row.json()))
                                .toList(),
                        allNew);
        // Where one is not new others will not be either, and each such chunk would be written twice.
        allNew &= chunk.taken() == rows.size();
        taken += chunk.taken();
        read += rows.size();
        work.surroundings().progress().at(run.campaign(), "audience", read, 0);
        work.surroundings().rehearsal().accept(SendPoint.MID_AUDIENCE);
        var max = work.campaign().audience().guard().max();
        if (max != null && taken > max) {
            stop(run, "more than " + max + " recipients, the most that audience.guard.max allows");
        }
    }

    private void usualGuard(CampaignRun run) {
        var times = work.campaign().audience().guard().versusUsual();
        var usual = usual(work.ledger().runs(), run.campaign());
        if (times != null && usual.isPresent() && taken > times * usual.get()) {
            stop(run, taken + " recipients, more than " + times + " times the usual " + usual.get());
        }
    }

    /// Recipients that a run of a campaign usually has; empty before its third.
    public static Optional<Long> usual(CampaignRuns runs, String campaign) {
        return median(runs.usual(campaign, USUAL_RUNS));
    }

    private static Optional<Long> median(List<Long> runs) {
        return runs.size() < LEAST_RUNS
                ? Optional.empty()
                : Optional.of(runs.stream().sorted().toList().get(runs.size() / 2));
    }

    private void stop(CampaignRun run, String why) {
        work.ledger().runs().halt(work.fence(), run, State.STOPPED, why);
        work.ledger().unsent().cancel(run, "the run was stopped by its guard");
        throw new CampaignWork.GuardStopped(
                "HK4001  campaign " + run.campaign() + ", run " + run.key() + ": found " + why
                        + ". Nothing was sent.\n   fix: look at the audience; if it is right, raise audience.guard in campaigns/"
                        + run.campaign() + ".yaml and run it under another key");
    }

    private CampaignRun end(CampaignRun run) {
        var approval = work.campaign().approval();
        if (approval != null && taken > approval.above()) {
            var why = taken + " recipients wait for the approval of " + approval.by();
            work.ledger().runs().endAudience(work.fence(), run, why, approval.by());
            throw new CampaignWork.GuardStopped("HK4002  campaign " + run.campaign() + ", run " + run.key() + ": " + why
                    + ". Nothing was sent.\n   fix: resume it when you agree, or cancel it");
        }
        return work.ledger().runs().endAudience(work.fence(), run);
    }

    private Parameter.Run moments(CampaignRun run) {
        // The start of the run is "now", too: read anew after a crash, the query finds the same rows.
        return moments(work.ledger().runs(), run);
    }

    /// What the parameters of a run's audience count from.
    public static Parameter.Run moments(CampaignRuns runs, CampaignRun run) {
        var last = runs.newest(run.campaign(), USUAL_RUNS).stream()
                .filter(other -> other.id() != run.id() && other.state() == State.FINISHED)
                .findFirst()
                .map(CampaignRun::startedAt)
                .orElse(null);
        return new Parameter.Run(run.startedAt(), run.startedAt(), last);
    }
}
