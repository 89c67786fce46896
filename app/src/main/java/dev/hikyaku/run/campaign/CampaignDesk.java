package dev.hikyaku.run.campaign;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.gateway.fcm.Fcm;
import dev.hikyaku.intake.ApplicationDatabase;
import dev.hikyaku.intake.AudienceRows;
import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Cron;
import dev.hikyaku.manifest.campaign.Push;
import dev.hikyaku.push.CampaignWork;
import dev.hikyaku.push.Judge;
import dev.hikyaku.push.TakeIn;
import dev.hikyaku.push.TemplateWording;
import dev.hikyaku.push.Wording;
import dev.hikyaku.push.forecast.Forecast;
import dev.hikyaku.push.forecast.Foreseen;
import dev.hikyaku.push.pace.PaceClock;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.Stop;
import dev.hikyaku.run.campaign.Surveyed.Preview;
import dev.hikyaku.run.campaign.Surveyed.Sampled;
import dev.hikyaku.run.campaign.Surveyed.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where a campaign is looked at before it runs. Takes no lease and starts no run; only a test is sent and written
/// down.
public final class CampaignDesk implements AutoCloseable {
    /// Bytes of a notification that providers take at most.
    public static final int MOST_BYTES = Fcm.MOST_BYTES;

    private static final int PAGE = 500;

    private final Campaign campaign;
    private final Push push;
    private final PushSettings settings;
    private final CampaignWork.Progress progress;
    private final ApplicationDatabase application;
    private final Ledger ledger;
    private final Runnable checkpoint;
    private final Runnable end;

    private CampaignDesk(Opened opened, Campaign campaign, PushSettings settings, CampaignWork.Progress progress) {
        this.campaign = campaign;
        this.settings = settings;
        this.progress = progress;
        push = opened.push();
        application = opened.application();
        ledger = opened.ledger();
        checkpoint = opened.checkpoint();
        end = opened.end();
    }

    /// What is open.
    ///
    /// @param end closes all of it
    private record Opened(
            Push push, ApplicationDatabase application, Ledger ledger, Runnable checkpoint, Runnable end) {
        static Opened of(Project project, Supplier<Ledger> ledgers) {
            var push = push(project);
            var application = project.openApplication();
            var ledger = ledgers.get();
            var stop = new Stop();
            return new Opened(push, application, ledger, stop::checkpoint, () -> {
                ledger.close();
                application.close();
                stop.close();
            });
        }

        static Push push(Project project) {
            return Objects.requireNonNull(project.manifest().push(), "a campaign needs push: in hikyaku.yaml");
        }
    }

    /// A process that goes on with other work, which lets a campaign be looked at beside it.
    ///
    /// @param ledger stays open
    /// @param checkpoint is called again and again while rows are read; may throw to end that
    public record House(Project project, PushSettings settings, Ledger ledger, Runnable checkpoint) {
        /// Opens the application's database to look.
        ///
        /// @throws Project.Incomplete when nobody said where the application's database is
        public CampaignDesk look(Campaign campaign) {
            var application = project.openApplication();
            var opened = new Opened(Opened.push(project), application, ledger, checkpoint, application::close);
            return new CampaignDesk(opened, campaign, settings, (_, _, _, _) -> {});
        }
    }

    /// Opens the databases to look. Before the first run there is no ledger, and none is made.
    ///
    /// @throws Project.Incomplete when nobody said where the application's database is
    public static CampaignDesk toLook(
            Project project, Campaign campaign, PushSettings settings, CampaignWork.Progress progress) {
        var opened = Opened.of(
                project,
                () -> project.hasLedger()
                        ? project.openLedger()
                        : Ledger.open(new Ledger.Settings("jdbc:h2:mem:" + UUID.randomUUID(), "plan", "plan")));
        return new CampaignDesk(opened, campaign, settings, progress);
    }

    /// Opens the databases to send a test, which the ledger hears of.
    ///
    /// @throws Project.Incomplete like [#toLook]
    public static CampaignDesk toTest(Project project, Campaign campaign, PushSettings settings) {
        return new CampaignDesk(Opened.of(project, project::openLedger), campaign, settings, (_, _, _, _) -> {});
    }

    /// What a run would come to now.
    ///
    /// @param only which users are looked at
    public Foreseen forecast(int samples, Predicate<String> only) {
        return new Forecast(work(campaign, new Nobody(push.gateway())), Fcm::size, samples).read(only);
    }

    /// What a phone would show: by the row of this user, or by the first row.
    public Preview preview(@Nullable String user) {
        var row = row(user);
        return new Preview(
                row.map(AudienceRows.Row::user).orElse(null),
                row.map(one -> campaign.message().texts().keySet().stream()
                                .sorted()
                                .map(language -> shown(language, one))
                                .toList())
                        .orElse(List.of()));
    }

    /// How the first recipients of a run that waits would fare now, by the rows that the ledger keeps: nothing is
    /// claimed, written or sent.
    ///
    /// @param mask hides what is personal in a row before it is worded
    public Sampled sample(CampaignRun run, int most, UnaryOperator<String> mask) {
        var work = work(campaign, new Nobody(push.gateway())).with(run);
        var page = ledger.deliveries().due().page(run, most);
        var judged = new Judge(work).judge(page, work.gateways().getFirst(), _ -> true);
        var masked = TemplateWording.masked(campaign.message(), Fcm.MOST_BYTES, Fcm::size);
        var first = page.owed().stream().findFirst().map(owed -> mask.apply(owed.params()));
        return Sampled.of(
                page,
                judged,
                first.map(row -> campaign.message().texts().keySet().stream()
                                .sorted()
                                .map(language -> shown(masked, language, row))
                                .toList())
                        .orElse(List.of()));
    }

    private Shown shown(String language, AudienceRows.Row row) {
        return shown(wording(), language, row.json());
    }

    private Shown shown(Wording wording, String language, String row) {
        try {
            var all = wording.render(new Wording.Wanted(
                    row, language, "0".repeat(32), campaign.message().ttl()));
            return new Shown(language, all.title(), all.body(), all.open(), Fcm.size(all), null);
        } catch (Wording.Impossible impossible) {
            return new Shown(language, "", "", null, 0, impossible.getMessage());
        }
    }

    /// Sends a test by the declared providers.
    public Surveyed.Test sendTest(String user) {
        try (var gateways = Gateways.declared(push)) {
            return sendTest(user, gateways);
        }
    }

    /// Sends a test to a user's own phones: consent and dead devices count, once-keys, caps and quiet hours do not.
    Surveyed.Test sendTest(String user, Gateways gateways) {
        var own = row(user);
        var row = own.isPresent() ? own : row(null);
        if (row.isEmpty()) {
            return new Surveyed.Test(user, null, null, List.of());
        }
        return new OwnPhones(work(atAnyTime(), gateways.all().getFirst()), user).send(row.get());
    }

    private Campaign atAnyTime() {
        return new Campaign(
                campaign.name(),
                campaign.label(),
                campaign.audience(),
                campaign.message(),
                null,
                null,
                campaign.limits(),
                campaign.repeats(),
                Campaign.Chosen.ALL,
                campaign.expires(),
                campaign.approval());
    }

    /// The audience is read no further.
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("enough", null, false, false);
        }
    }

    private Optional<AudienceRows.Row> row(@Nullable String user) {
        var found = new ArrayList<AudienceRows.Row>(1);
        var work = work(campaign, new Nobody(push.gateway()));
        try {
            new AudienceRows(campaign.name(), campaign.audience())
                    .read(application, TakeIn.moments(ledger.deliveries().runs(), work.run()), PAGE, page -> {
                        checkpoint.run();
                        page.stream()
                                .filter(row -> user == null || row.user().equals(user))
                                .findFirst()
                                .ifPresent(row -> {
                                    found.add(row);
                                    throw new Enough();
                                });
                    });
        } catch (Enough enough) {
            return found.stream().findFirst();
        }
        return Optional.empty();
    }

    private TemplateWording wording() {
        return new TemplateWording(campaign.message(), Fcm.MOST_BYTES, Fcm::size);
    }

    private CampaignWork work(Campaign wanted, Gateway gateway) {
        var clock = PaceClock.system();
        return new CampaignWork(
                wanted,
                push,
                new Fence("nobody's", 0),
                run(wanted, clock.now()),
                ledger.deliveries(),
                application,
                List.of(gateway),
                new CampaignWork.Surroundings(
                        settings.knobs().atMost(Gateways.perSecond(push)),
                        wording(),
                        clock,
                        checkpoint,
                        _ -> {},
                        progress,
                        settings.allowed()));
    }

    /// A run that no ledger knows. Where each recipient's own clock counts, it is the next one by the schedule.
    private static CampaignRun run(Campaign wanted, Instant now) {
        var schedule = wanted.schedule();
        var start =
                schedule != null && schedule.ofRecipients() ? Cron.of(schedule).next(now) : null;
        return new CampaignRun(
                0,
                0,
                wanted.name(),
                start == null ? "plan" : start.toString(),
                CampaignRun.State.RUNNING,
                null,
                1,
                false,
                false,
                new CampaignRun.Counted(0, 0, 0, 0, 0),
                now,
                (start == null ? now : start).plus(wanted.longest()),
                null);
    }

    /// Stands where a provider would, for nothing is sent.
    private record Nobody(String name) implements Gateway {
        @Override
        public Outcome send(Notification notification, Address address) {
            throw new IllegalStateException("a forecast sends nothing");
        }

        @Override
        public Outcome check(Notification notification, Address address) {
            throw new IllegalStateException("a forecast asks nobody");
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        end.run();
    }
}
