package dev.hikyaku.run;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.ledger.delivery.CampaignRuns;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// The leases of all syncs, or of the campaign, of one run: taken together or not at all, renewed while the run lives.
public final class HeldLeases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLeases.class);

    private final Leases leases;
    private final Duration time;
    private final Map<String, Fence> fences = new LinkedHashMap<>();
    private final Thread renewal;
    private volatile boolean closed;

    /// Another run works on one of the syncs; nothing was done.
    public static final class HeldElsewhere extends RuntimeException {
        HeldElsewhere(Leases.Answer.Held held) {
            super("another run holds " + held.lease() + " (" + held.holder() + ", until "
                    + held.until().truncatedTo(ChronoUnit.SECONDS)
                    + "). Nothing was done here, and nothing needs to be.");
        }
    }

    /// Takes the leases of all syncs.
    ///
    /// @throws HeldElsewhere when one of them is not free
    public HeldLeases(Leases leases, List<String> syncs, Duration time) {
        this(leases, "sync:", syncs, time);
    }

    /// Takes the lease of a campaign.
    ///
    /// @throws HeldElsewhere when it is not free
    public static HeldLeases ofCampaign(Leases leases, String campaign, Duration time) {
        return new HeldLeases(leases, CampaignRuns.lease(""), List.of(campaign), time);
    }

    private HeldLeases(Leases leases, String prefix, List<String> syncs, Duration time) {
        this.leases = leases;
        this.time = time;
        for (var sync : syncs.stream().sorted().toList()) {
            switch (leases.take(prefix + sync, Holder.self(), time)) {
                case Leases.Answer.Granted(var fence) -> fences.put(sync, fence);
                case Leases.Answer.Held held -> {
                    fences.values().forEach(leases::release);
                    throw new HeldElsewhere(held);
                }
            }
        }
        renewal = Thread.ofVirtual().name("lease-renewal").start(this::renew);
    }

    /// The right to write for one of the syncs, or for the campaign.
    public Fence of(String sync) {
        return Objects.requireNonNull(fences.get(sync));
    }

    private void renew() {
        while (!closed) {
            try {
                Thread.sleep(time.dividedBy(4));
                fences.values().forEach(fence -> leases.renew(fence, time));
            } catch (InterruptedException ended) {
                return;
            } catch (DataAccessException | TransactionException databaseAway) {
                // Renewed at the next beat; if the lease expires meanwhile, the fence stops every write.
                LOG.warn("leases could not be renewed, tried again in a moment: {}", databaseAway.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        renewal.interrupt();
        try {
            renewal.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        fences.values().forEach(leases::release);
    }
}
