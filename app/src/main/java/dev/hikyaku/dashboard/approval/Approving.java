package dev.hikyaku.dashboard.approval;

import dev.hikyaku.dashboard.DashboardSettings;
import dev.hikyaku.dashboard.OidcSettings;
import dev.hikyaku.dashboard.login.Person;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.Approvals.Approval;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.people.Meant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gives a person's word for a run, once, when that person may.
@Component
public final class Approving {
    private static final int USUAL_RUNS = 9;

    private final Ledger ledger;
    private final OidcSettings provider;

    Approving(Ledger ledger, DashboardSettings settings) {
        this.ledger = ledger;
        provider = settings.oidc();
    }

    /// A run with what it needed.
    ///
    /// @param approval null when it needed nobody's word
    public record Standing(CampaignRun run, @Nullable Approval approval) {
        /// Whether it waits for somebody's word.
        public boolean isAwaited() {
            return approval != null && !approval.isGiven() && run.state() == CampaignRun.State.PAUSED;
        }
    }

    /// Recipients of the newest finished runs; zeros when there is none.
    ///
    /// @param last of the newest
    public record Usual(int runs, long last, long least, long most) {}

    /// What became of somebody's word.
    public sealed interface Verdict {
        /// The run goes on.
        record Given() implements Verdict {}

        /// The run does not wait for it any more, or never did.
        record TooLate() implements Verdict {}

        /// The manifest names somebody else.
        record NotYours(Meant meant) implements Verdict {}

        /// There is no such run.
        record NoRun() implements Verdict {}
    }

    /// The run with this key; without one the newest that waits, or the newest.
    public Optional<Standing> standing(String campaign, @Nullable String key) {
        var runs = ledger.deliveries().runs();
        var wanted = key == null
                ? ledger.deliveries().approvals().awaited(campaign).stream()
                        .findFirst()
                        .orElse(null)
                : key;
        var run = wanted == null ? runs.newest(campaign, 1).stream().findFirst() : runs.find(campaign, wanted);
        return run.map(
                one -> new Standing(one, ledger.deliveries().approvals().of(one).orElse(null)));
    }

    /// How many recipients there usually are.
    public Usual usual(String campaign) {
        var runs = ledger.deliveries().runs().usual(campaign, USUAL_RUNS);
        return runs.isEmpty()
                ? new Usual(0, 0, 0, 0)
                : new Usual(runs.size(), runs.getFirst(), Collections.min(runs), Collections.max(runs));
    }

    /// Whom the manifest means; asked anew each time, for people come and go while a run waits.
    public Meant meant(String wanted) {
        return Meant.by(ledger.people().users(), wanted, provider::hasGroup);
    }

    /// Gives the word of who asks; the line in the audit is written before.
    ///
    /// @param key of the run that the person has seen
    public Verdict approve(String campaign, String key, HttpServletRequest request, @Nullable String reason) {
        var standing = standing(campaign, key);
        if (standing.isEmpty()) {
            return new Verdict.NoRun();
        }
        var approval = standing.get().approval();
        if (approval == null || !standing.get().isAwaited()) {
            return new Verdict.TooLate();
        }
        var meant = meant(approval.wanted());
        if (!Person.isMeant(request, meant)) {
            return new Verdict.NotYours(meant);
        }
        var user = Objects.requireNonNull(Person.asking(request), "nobody asks");
        var why = reason == null || reason.isBlank() ? null : reason.strip();
        ledger.people().audit().write(user.name(), "approve", campaign + " " + key, why);
        return ledger.deliveries().approvals().approve(standing.get().run(), user.name())
                ? new Verdict.Given()
                : new Verdict.TooLate();
    }

    /// Keys of runs of a campaign that wait for somebody's word.
    public List<String> awaited(String campaign) {
        return ledger.deliveries().approvals().awaited(campaign);
    }
}
