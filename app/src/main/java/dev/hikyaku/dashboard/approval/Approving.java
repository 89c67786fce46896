package dev.hikyaku.dashboard.approval;

import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.Approvals.Approval;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.people.Role;
import dev.hikyaku.ledger.people.Users.User;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gives a person's word for a run, once, when that person may.
@Component
public final class Approving {
    private static final int USUAL_RUNS = 9;

    private final Ledger ledger;

    Approving(Ledger ledger) {
        this.ledger = ledger;
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

        /// The manifest names another role or person.
        record NotYours(String wanted) implements Verdict {}

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

    /// Whether somebody may agree who has the role for it: where the manifest names a role, with that role; where it
    /// names a user, this one alone; any other word, as of a team, is for people to read.
    public boolean may(User user, String wanted) {
        var role = Arrays.stream(Role.values())
                .filter(one -> one.word().equals(wanted))
                .findFirst();
        if (role.isPresent()) {
            return user.role().mayActAs(role.get());
        }
        return user.name().equals(wanted)
                || ledger.people().users().find(wanted).isEmpty();
    }

    /// Gives it; the line in the audit is written before.
    ///
    /// @param key of the run that the person has seen
    public Verdict approve(String campaign, String key, User user, @Nullable String reason) {
        var standing = standing(campaign, key);
        if (standing.isEmpty()) {
            return new Verdict.NoRun();
        }
        var approval = standing.get().approval();
        if (approval == null || !standing.get().isAwaited()) {
            return new Verdict.TooLate();
        }
        if (!may(user, approval.wanted())) {
            return new Verdict.NotYours(approval.wanted());
        }
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
