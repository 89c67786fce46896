package dev.hikyaku.run.measure;

import dev.hikyaku.gateway.Address;
import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Notification;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.metrics.Metric;
import dev.hikyaku.metrics.Reason;
import java.time.Duration;
import java.util.function.Supplier;

/// A gateway whose calls are timed.
public record MeasuredGateway(Gateway gateway) implements Gateway {

    @Override
    public String name() {
        return gateway.name();
    }

    @Override
    public Outcome send(Notification notification, Address address) {
        return timed("send", () -> gateway.send(notification, address));
    }

    @Override
    public Outcome check(Notification notification, Address address) {
        return timed("check", () -> gateway.check(notification, address));
    }

    private Outcome timed(String operation, Supplier<Outcome> call) {
        var asked = System.nanoTime();
        var outcome = call.get();
        var told = switch (outcome) {
            case Outcome.Accepted _ -> new Told("accepted", "none");
            case Outcome.Rejected refused -> new Told("rejected", Reason.of(refused.code()));
            case Outcome.NotNow later -> new Told("not_now", Reason.of(later.code()));
            case Outcome.Stopped(var code, var _) -> new Told("stopped", Reason.of(code));
            case Outcome.Unknown(var code, var _) -> new Told("unknown", Reason.of(code));
        };
        var time = Duration.ofNanos(System.nanoTime() - asked);
        Metric.REQUEST.took(time, name(), operation, told.outcome(), told.error());
        return outcome;
    }

    private record Told(String outcome, String error) {}

    @Override
    public void close() {
        gateway.close();
    }
}
