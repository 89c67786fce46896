package dev.hikyaku.ledger.view;

import dev.hikyaku.ledger.Transactions;
import dev.hikyaku.ledger.delivery.CampaignBooks;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.Deliveries;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where campaigns stand, and what the audiences of their runs came to.
public final class Campaigns {
    private static final int WINDOW = 5_000;

    private final Deliveries deliveries;
    private final Transactions transactions;
    private final Tallies tallies;

    Campaigns(Deliveries deliveries, Transactions transactions, Tallies tallies) {
        this.deliveries = deliveries;
        this.transactions = transactions;
        this.tallies = tallies;
    }

    /// One campaign. When it starts next stands in the manifest, not here.
    ///
    /// @param held why no run of it may begin; null when it may
    /// @param newest its newest run; null before the first
    public record Now(
            String campaign,
            @Nullable String held,
            @Nullable Funnel newest) {}

    /// A run with its sums.
    ///
    /// @param run as it stands now; [CampaignRun#counted()] is what the audience came to
    /// @param books what became of its deliveries, and when that was counted; null while it is counted for
    /// the first time
    public record Funnel(CampaignRun run, Tallies.@Nullable Tally<CampaignBooks.Balance> books) {}

    private record Books(long run) {}

    private record Reasons(long run) {}

    private record Held(long run) {}

    /// Where these campaigns stand, in their order.
    public List<Now> now(Collection<String> campaigns) {
        var newest = new LinkedHashMap<String, CampaignRun>();
        campaigns.forEach(campaign -> deliveries.runs().newest(campaign, 1).forEach(run -> newest.put(campaign, run)));
        var funnels = new HashMap<String, Funnel>();
        funnels(newest.values()).forEach(funnel -> funnels.put(funnel.run().campaign(), funnel));
        return campaigns.stream()
                .map(campaign -> new Now(campaign, held(campaign), funnels.get(campaign)))
                .toList();
    }

    private @Nullable String held(String campaign) {
        return transactions
                .sql("SELECT held FROM hk_campaign WHERE name = ? AND held IS NOT NULL")
                .param(campaign)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /// Runs of a campaign, the newest first.
    public Page<CampaignRun> runs(String campaign, Page.Wanted wanted) {
        var below = wanted.below();
        var runs = deliveries.runs().newest(campaign, WINDOW).stream()
                .filter(run -> run.id() < below)
                .limit(wanted.limit())
                .toList();
        return new Page<>(
                runs,
                runs.size() == wanted.limit() ? String.valueOf(runs.getLast().id()) : null);
    }

    /// One run with its sums.
    public Optional<Funnel> find(String campaign, String key) {
        return deliveries.runs().find(campaign, key).map(this::funnel);
    }

    private Funnel funnel(CampaignRun run) {
        return funnels(List.of(run)).getFirst();
    }

    /// In the order of the runs.
    private List<Funnel> funnels(Collection<CampaignRun> runs) {
        var counts = runs.stream()
                .map(run -> new Tallies.Count<CampaignBooks.Balance>(
                        new Books(run.id()), () -> deliveries.books().of(run), Campaigns::isFinal))
                .toList();
        var sums = tallies.of(counts).iterator();
        return runs.stream()
                .map(run -> new Funnel(run, sums.next().orElse(null)))
                .toList();
    }

    /// Why deliveries of a run ended as they did, the most frequent first; empty while they are counted for
    /// the first time.
    public Optional<Tallies.Tally<List<CampaignBooks.Reason>>> reasons(CampaignRun run) {
        return tallies.of(new Tallies.Count<>(
                new Reasons(run.id()), () -> deliveries.books().reasons(run), _ -> run.endedAt() != null));
    }

    /// Why deliveries of a run wait, where they do; empty while they are counted for the first time.
    public Optional<Tallies.Tally<List<CampaignBooks.Reason>>> held(CampaignRun run) {
        return tallies.of(new Tallies.Count<>(
                new Held(run.id()),
                () -> deliveries.books().held(run),
                held -> held.isEmpty() && run.endedAt() != null));
    }

    private static boolean isFinal(CampaignBooks.Balance books) {
        return books.run().endedAt() != null && books.waiting() + books.sent() == 0;
    }
}
