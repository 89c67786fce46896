package dev.hikyaku.run.campaign;

import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.gateway.Probe;
import dev.hikyaku.intake.AudienceRows;
import dev.hikyaku.ledger.delivery.Decision;
import dev.hikyaku.ledger.delivery.OnceKey;
import dev.hikyaku.ledger.delivery.Owed;
import dev.hikyaku.ledger.delivery.story.Notes;
import dev.hikyaku.ledger.delivery.story.Notes.Tested;
import dev.hikyaku.push.CampaignWork;
import dev.hikyaku.push.Judge;
import dev.hikyaku.push.Parcel;
import dev.hikyaku.run.campaign.Surveyed.Answered;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Sends one row of an audience to the phones of somebody who wants to see it, under a tag that no delivery has.
final class OwnPhones {
    private static final String TEST = "test-";

    private final CampaignWork work;
    private final String user;
    private final Judge judge;

    OwnPhones(CampaignWork work, String user) {
        this.work = work;
        this.user = user;
        judge = new Judge(work);
    }

    Surveyed.Test send(AudienceRows.Row row) {
        var key = TEST + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "-"
                + UUID.randomUUID().toString().substring(0, 4);
        var first = new Owed(0, OnceKey.of(List.of(key)), 0, user, row.json(), 0, null, null);
        var decided = judge(List.of(first));
        var answered = new ArrayList<Answered>();
        decided.dropped().forEach(one -> answered.add(answered(one)));
        var parcels = new ArrayList<>(decided.parcels());
        if (!decided.more().isEmpty()) {
            var others = judge(decided.more().stream()
                    .map(one -> new Owed(
                            one.deviceNo(), first.once(), one.deviceNo(), user, row.json(), 0, one.device(), null))
                    .toList());
            others.dropped().forEach(one -> answered.add(answered(one)));
            parcels.addAll(others.parcels());
        }
        var tests = send(parcels);
        tests.forEach(one -> answered.add(answered(one)));
        if (!tests.isEmpty()) {
            work.ledger().notes().tested(work.campaign().name(), key, new Notes.Recipient(user, row.json()), tests);
        }
        return new Surveyed.Test(user, tests.isEmpty() ? null : key, row.user(), answered);
    }

    private record Page(List<Parcel> parcels, List<Decision.Dropped> dropped, List<Decision.More> more) {}

    private Page judge(List<Owed> owed) {
        var judged = judge.judge(
                new Owed.Page(work.surroundings().clock().now(), owed),
                work.gateways().getFirst(),
                _ -> true);
        return new Page(
                judged.parcels(), judged.decision().dropped(), judged.decision().more());
    }

    private static Answered answered(Decision.Dropped one) {
        return new Answered(null, null, one.outcome(), one.code(), one.reason(), null);
    }

    private static Answered answered(Tested one) {
        return new Answered(
                one.device().platform(), one.gateway(), one.outcome(), one.code(), one.reason(), one.messageId());
    }

    /// No phone shows anything of what the provider says beforehand that it would refuse.
    private static List<Tested> send(List<Parcel> parcels) {
        if (parcels.isEmpty()) {
            return List.of();
        }
        var asked = parcels.stream()
                .map(one -> new Probe.Asked(test(one.notification()), one.address()))
                .toList();
        var against = Probe.of(parcels.getFirst().gateway(), asked);
        return parcels.stream()
                .map(one -> tested(
                        one, against.orElseGet(() -> one.gateway().send(test(one.notification()), one.address()))))
                .toList();
    }

    private static Notification test(Notification real) {
        return new Notification(
                TEST + real.tag(),
                real.title(),
                real.body(),
                real.open(),
                real.image(),
                real.data(),
                real.ttl(),
                real.overrides());
    }

    private static Tested tested(Parcel parcel, Outcome outcome) {
        var device = parcel.device();
        var gateway = parcel.gateway().name();
        return switch (outcome) {
            case Outcome.Accepted(var id, var _) -> new Tested(device, gateway, "accepted", null, null, id);
            case Outcome.Rejected(var code, var text, var _) ->
                new Tested(device, gateway, "rejected", code, text, null);
            case Outcome.NotNow(var code, var text, var _, var _) ->
                new Tested(device, gateway, "cancelled", code, text, null);
            case Outcome.Stopped(var code, var text) -> new Tested(device, gateway, "cancelled", code, text, null);
            case Outcome.Unknown(var code, var text) -> new Tested(device, gateway, "unknown", code, text, null);
        };
    }
}
