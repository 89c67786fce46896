package dev.hikyaku.push.forecast;

import dev.hikyaku.gateway.Notification;
import dev.hikyaku.intake.AudienceRows;
import dev.hikyaku.ledger.delivery.Decision;
import dev.hikyaku.ledger.delivery.OnceKey;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.ledger.delivery.share.Shares;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.push.CampaignWork;
import dev.hikyaku.push.Judge;
import dev.hikyaku.push.Judged;
import dev.hikyaku.push.Parcel;
import dev.hikyaku.push.TakeIn;
import dev.hikyaku.push.forecast.Foreseen.Held;
import dev.hikyaku.push.forecast.Foreseen.Sample;
import dev.hikyaku.push.forecast.Foreseen.Unfit;
import dev.hikyaku.push.pace.QuarterHours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Reads an audience and judges each row as a run would, page by page, with bounded memory. Sends and writes nothing.
///
/// It works on a [CampaignWork] whose fence no ledger knows: whatever would write with it is refused.
public final class Forecast {
    /// Different once-keys that duplicates are looked for among; a number of 8 bytes for each.
    private static final int MOST_KEYS = 4_000_000;

    private static final int PAGE = 1_000;
    private static final int MOST_REASONS = 50;

    private final CampaignWork work;
    private final ToIntFunction<Notification> measure;
    private final int wanted;
    private final Judge judge;
    private final Decision.@Nullable Cap cap;
    private final Instant begun;
    private final Counts keys = new Counts(MOST_KEYS);
    private final Counts capped = new Counts(MOST_KEYS);
    private final Map<String, Long> suppressed = new TreeMap<>();
    private final Map<String, Long> unfit = new HashMap<>();
    private final Map<String, Held> held = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private long rows;
    private long duplicates;
    private long sentBefore;
    private long recipients;
    private long sent;
    private long devices;
    private int largest;

    /// Of one campaign.
    ///
    /// @param measure bytes of a notification, as the provider counts them
    /// @param samples how many notifications are shown
    public Forecast(CampaignWork work, ToIntFunction<Notification> measure, int samples) {
        this.work = work;
        this.measure = measure;
        wanted = samples;
        judge = new Judge(work);
        var limits = work.campaign().limits();
        var perUser = limits.perUser();
        cap = perUser == null ? null : Judge.cap(limits.group(), perUser);
        begun = work.surroundings().clock().now();
    }

    /// Reads all rows.
    ///
    /// @param only which users are looked at
    public Foreseen read(Predicate<String> only) {
        new AudienceRows(work.campaign().name(), work.campaign().audience())
                .read(work.application(), TakeIn.moments(work.ledger().runs(), work.run()), PAGE, page -> {
                    work.surroundings().checkpoint().run();
                    look(page.stream().filter(row -> only.test(row.user())).toList());
                    work.surroundings().progress().at(work.campaign().name(), "audience", rows, 0);
                });
        return new Foreseen(
                new Foreseen.Audience(rows, duplicates, sentBefore, recipients, !keys.isFull()),
                suppressed,
                unfit(),
                leaving(),
                new Foreseen.Sent(sent, devices, largest),
                stops(),
                pace(),
                samples);
    }

    private void look(List<AudienceRows.Row> page) {
        rows += page.size();
        var once = page.stream().map(row -> OnceKey.of(row.once())).toList();
        var spent = work.ledger().spent().keys(work.campaign().name(), once);
        var owed = new ArrayList<Owed>();
        for (int i = 0; i < page.size(); i++) {
            var key = once.get(i);
            if (spent.contains(key)) {
                sentBefore++;
            } else if (keys.add(key.hex()) > 0) {
                duplicates++;
            } else {
                var row = page.get(i);
                owed.add(new Owed(recipients++, key, 0, row.user(), row.json(), 0, null, null));
            }
        }
        if (!owed.isEmpty()) {
            count(judge.judge(
                    new Owed.Page(work.surroundings().clock().now(), owed),
                    work.gateways().getFirst(),
                    _ -> true));
        }
    }

    private void count(Judged judged) {
        var decision = judged.decision();
        for (var dropped : decision.dropped()) {
            if (dropped.outcome().equals("suppressed")) {
                suppressed.merge(dropped.code(), 1L, Long::sum);
            } else {
                var reason = dropped.code() + "\n" + dropped.reason();
                unfit.merge(unfit.size() < MOST_REASONS || unfit.containsKey(reason) ? reason : "\n…", 1L, Long::sum);
            }
        }
        decision.held().forEach(one -> hold(one.reason(), one.until()));
        var more = new HashMap<Long, Integer>();
        decision.more().forEach(one -> more.merge(one.first().id(), 1, Integer::sum));
        var taken = taken(judged.parcels());
        for (var parcel : judged.parcels()) {
            var user = parcel.owed().user();
            if (cap != null && taken.getOrDefault(user, 0) + capped.of(user) >= cap.most()) {
                overCap(cap);
            } else {
                capped.add(user);
                sent++;
                devices += 1 + more.getOrDefault(parcel.owed().id(), 0);
                show(parcel);
            }
        }
    }

    private void hold(String reason, Instant until) {
        held.compute(reason + until, (_, known) -> known == null ? new Held(reason, until, 1, until, 0) : known.and(1));
    }

    private void overCap(Decision.Cap full) {
        switch (full.over()) {
            case SUPPRESS -> suppressed.merge("cap", 1L, Long::sum);
            case DEFER -> hold("a cap", begun.plus(full.window()));
        }
    }

    /// All whose quiet hours end at once leave one behind the other, and for some that may be too late.
    private List<Held> leaving() {
        var perSecond = sent == 0 ? rate() : rate() * sent / devices;
        var schedule = work.campaign().schedule();
        var ofRecipients = schedule != null && schedule.ofRecipients();
        var leaving = new ArrayList<Held>();
        var free = pace().finish();
        for (var one :
                held.values().stream().sorted(Comparator.comparing(Held::until)).toList()) {
            var begins = one.until().isAfter(free) ? one.until() : free;
            var end = ofRecipients
                    ? one.until().plus(work.campaign().expires())
                    : work.run().expiresAt();
            var room = Math.max(0, Duration.between(begins, end).toMillis() / 1000.0);
            var inTime = Math.min(one.recipients(), (long) (room * perSecond));
            free = begins.plusMillis((long) Math.ceil(inTime / perSecond * 1000));
            leaving.add(new Held(one.reason(), one.until(), one.recipients(), free, one.recipients() - inTime));
        }
        return leaving;
    }

    private double rate() {
        return Shares.of(work.quota(), work.wanted(), List.of());
    }

    private Map<String, Integer> taken(List<Parcel> parcels) {
        var users = parcels.stream().map(one -> one.owed().user()).distinct().toList();
        return cap == null ? Map.of() : work.ledger().spent().places(cap, users);
    }

    private void show(Parcel parcel) {
        var shown = parcel.notification();
        var bytes = measure.applyAsInt(shown);
        largest = Math.max(largest, bytes);
        if (samples.size() < wanted) {
            samples.add(new Sample(
                    parcel.owed().user(),
                    parcel.device().platform(),
                    shown.title(),
                    shown.body(),
                    shown.open(),
                    bytes));
        }
    }

    private List<Unfit> unfit() {
        return unfit.entrySet().stream()
                .map(entry -> {
                    var parts = entry.getKey().split("\n", 2);
                    return new Unfit(parts[0], parts[1], entry.getValue());
                })
                .sorted(Comparator.comparingLong(Unfit::rows).reversed().thenComparing(Unfit::reason))
                .toList();
    }

    private List<String> stops() {
        var stops = new ArrayList<String>();
        var campaign = work.campaign();
        var guard = campaign.audience().guard();
        var max = guard.max();
        var times = guard.versusUsual();
        var name = "campaign " + campaign.name() + ": found ";
        if (max != null && recipients > max) {
            stops.add("HK4001  " + name + recipients + " recipients, more than the " + max
                    + " that audience.guard.max allows");
        }
        var usual = TakeIn.usual(work.ledger().runs(), campaign.name());
        if (times != null && usual.isPresent() && recipients > times * usual.get()) {
            stops.add("HK4001  " + name + recipients + " recipients, more than " + times + " times the usual "
                    + usual.get());
        }
        var approval = campaign.approval();
        if (approval != null && recipients > approval.above()) {
            stops.add("HK4002  " + name + recipients + " recipients, which wait for the approval of " + approval.by());
        }
        return stops;
    }

    private Foreseen.Pace pace() {
        var knobs = work.surroundings().knobs();
        var rate = rate();
        var now = work.surroundings().clock().now();
        var keepsAway = recipients >= knobs.bigFrom() && !work.wanted().urgent();
        var waits = keepsAway ? QuarterHours.until(now) : Duration.ZERO;
        return new Foreseen.Pace(
                rate, waits, now.plus(waits).plus(takes(rate, knobs.ramp())), crowded(work.campaign(), now));
    }

    /// While the rate rises evenly, half of what the full rate would send goes out.
    private Duration takes(double rate, Duration ramp) {
        var rising = ramp.toMillis() / 1000.0;
        var whileRising = rate * rising / 2;
        var seconds = devices <= whileRising
                ? Math.sqrt(2 * devices * rising / rate)
                : rising + (devices - whileRising) / rate;
        return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }

    private static @Nullable Instant crowded(Campaign campaign, Instant now) {
        var schedule = campaign.schedule();
        if (schedule == null) {
            return null;
        }
        var next = Cron.of(schedule).next(now);
        return QuarterHours.until(next).isZero() ? null : next;
    }
}
