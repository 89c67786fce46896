package dev.hikyaku.run.doctor;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.gateway.sns.SnsGateway;
import dev.hikyaku.run.Project;
import dev.hikyaku.run.campaign.Gateways;
import dev.hikyaku.run.doctor.Finding.Subject;
import dev.hikyaku.run.measure.MeasuredGateway;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The push providers: do they let us in, and would they take a notification.
final class PushExam {
    private static final Subject PUSH = Subject.PUSH;
    private static final Duration SOON = Duration.ofDays(30);

    /// Nobody's: a provider that gets as far as this judged the credentials before.
    private static final Address NOBODY =
            new Address(Address.Kind.TOKEN, "hikyaku-doctor", Address.Platform.ANDROID, null);

    private final Project project;
    private final List<Finding> found = new ArrayList<>();

    PushExam(Project project) {
        this.project = project;
    }

    List<Finding> findings() {
        var push = project.manifest().push();
        if (push == null) {
            return List.of(Finding.ok(PUSH, "push.unneeded"));
        }
        try (var gateways = Gateways.declared(push)) {
            gateways.all().forEach(this::gateway);
        } catch (Project.Incomplete incomplete) {
            found.add(Finding.away(PUSH, "push.unsaid", "operator", Doctor.reason(incomplete)));
        }
        return List.copyOf(found);
    }

    private void gateway(Gateway gateway) {
        if (gateway instanceof MeasuredGateway(var itself)) {
            gateway(itself);
            return;
        }
        if (gateway instanceof SnsGateway sns) {
            sns.applications().forEach(this::judge);
            return;
        }
        var nothing = new Notification(
                "hikyaku-doctor", "Hikyaku", "doctor", null, null, Map.of(), Duration.ofMinutes(1), Map.of());
        judge(gateway.name(), gateway.check(nothing, NOBODY));
    }

    private void judge(String whose, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted(var told, var _) -> found.add(accepted(whose, told));
            case Outcome.Rejected(var code, var text, var blame) ->
                found.add(
                        blame == Outcome.Blame.SENDER
                                ? Finding.away(PUSH, "push.refused", "operator", whose, code + " " + text)
                                : Finding.ok(PUSH, "push.works", whose));
            case Outcome.Stopped(var code, var text) ->
                found.add(Finding.away(PUSH, "push.refused", "operator", whose, code + " " + text));
            case Outcome.NotNow(var code, var text, var _, var _) ->
                found.add(Finding.away(PUSH, "push.away", "operator", whose, code + " " + text));
            case Outcome.Unknown(var code, var text) ->
                found.add(Finding.away(PUSH, "push.away", "operator", whose, code + " " + text));
        }
    }

    private static Finding accepted(String whose, String ends) {
        try {
            var end = Instant.parse(ends);
            if (end.isBefore(Instant.now().plus(SOON))) {
                return Finding.warn(PUSH, "push.certificate", "operator", whose, ends);
            }
        } catch (DateTimeParseException _) {
            // No certificate: FCM, or a token key of Apple.
            return Finding.ok(PUSH, "push.works", whose);
        }
        return Finding.ok(PUSH, "push.works", whose);
    }
}
