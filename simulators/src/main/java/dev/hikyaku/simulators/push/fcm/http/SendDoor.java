package dev.hikyaku.simulators.push.fcm.http;

import dev.hikyaku.simulators.push.fcm.fault.FcmFault;
import dev.hikyaku.simulators.push.fcm.send.Message;
import dev.hikyaku.simulators.push.fcm.send.MessageCheck;
import dev.hikyaku.simulators.push.fcm.send.Refusals;
import dev.hikyaku.simulators.push.fcm.send.Refused;
import dev.hikyaku.simulators.push.fcm.send.Reply;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Takes messages. The order of its checks: token, project, form, quotas, then the address.
final class SendDoor {
    private final World world;
    private final String path;
    private final LateAnswers late = new LateAnswers();

    SendDoor(World world) {
        this.world = world;
        this.path = "/v1/projects/" + world.account().project() + "/messages:send";
    }

    void answer(Exchange exchange, String calledPath, byte[] body) {
        world.traffic().called();
        var refusal = refusal(exchange, calledPath);
        if (refusal != null) {
            reply(exchange, refusal, 0);
            return;
        }
        try {
            var message = MessageCheck.read(body);
            var fault = world.faults().take(message.address());
            if (fault != null && fault.kind() == FcmFault.Kind.DROPPED) {
                exchange.drop();
                return;
            }
            var over = over(message, fault);
            if (over != null) {
                reply(exchange, over, 0);
            } else if (fault == null) {
                reply(exchange, taken(message), 0);
            } else {
                broken(exchange, message, fault);
            }
        } catch (Refused refused) {
            // a refusal counts against the project all the same
            world.quota().take();
            reply(exchange, refused.reply(), 0);
        }
    }

    private @Nullable Reply refusal(Exchange exchange, String calledPath) {
        var header = exchange.request().getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header == null || !header.startsWith("Bearer ") || !world.tokens().isGood(header.substring(7))) {
            return Refusals.unauthenticated();
        }
        if (!calledPath.equals(path)) {
            var end = calledPath.length() - "/messages:send".length();
            return Refusals.permissionDenied(calledPath.substring("/v1/projects/".length(), Math.max(13, end)));
        }
        return null;
    }

    private @Nullable Reply over(Message message, @Nullable FcmFault fault) {
        if (fault != null && fault.kind() == FcmFault.Kind.QUOTA) {
            return Refusals.quota(fault.amount());
        }
        var wait = world.quota().take();
        if (wait > 0) {
            return Refusals.quota(wait);
        }
        var deviceWait = world.devices().take(message.address());
        return deviceWait > 0 ? Refusals.deviceQuota(deviceWait) : null;
    }

    private Reply taken(Message message) {
        var id = "projects/" + world.account().project() + "/messages/0:"
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong());
        if (!message.validateOnly()) {
            world.phones().arrive(message.arrival(id, world.clock().millis()));
        }
        return Reply.json(200, "{\n  \"name\": \"" + id + "\"\n}\n");
    }

    private void broken(Exchange exchange, Message message, FcmFault fault) {
        switch (fault.kind()) {
            case DROPPED -> exchange.drop();
            case INTERNAL_BUT_TAKEN -> {
                taken(message);
                reply(exchange, Refusals.internal(), 0);
            }
            case UNAVAILABLE_BUT_TAKEN -> {
                taken(message);
                reply(exchange, Refusals.unavailable(fault.amount()), 0);
            }
            case TAKEN_THEN_DROPPED -> {
                taken(message);
                exchange.drop();
            }
            case TAKEN_THEN_LATE -> reply(exchange, taken(message), fault.amount());
            case GOAWAY -> {
                exchange.goAway();
                reply(exchange, taken(message), 0);
            }
            default -> reply(exchange, refusal(fault), 0);
        }
    }

    /// What is said to a message that no phone gets.
    private Reply refusal(FcmFault fault) {
        return switch (fault.kind()) {
            case UNREGISTERED -> Refusals.unregistered();
            case SENDER_MISMATCH -> Refusals.senderMismatch();
            case INVALID_TOKEN -> Refusals.invalidToken();
            case INVALID_PAYLOAD -> Refusals.badField("message.notification", "Invalid value at 'message'");
            case QUOTA -> Refusals.quota(fault.amount());
            case DEVICE_QUOTA -> Refusals.deviceQuota(fault.amount());
            case UNAVAILABLE -> Refusals.unavailable(fault.amount());
            case INTERNAL -> Refusals.internal();
            case THIRD_PARTY_AUTH -> Refusals.thirdPartyAuth();
            case PERMISSION_DENIED -> Refusals.permissionDenied(world.account().project());
            case UNAUTHENTICATED -> Refusals.unauthenticated();
            case GIBBERISH -> Reply.html(502, "<html><h1>502 Bad Gateway</h1></html>");
            case DROPPED, INTERNAL_BUT_TAKEN, UNAVAILABLE_BUT_TAKEN, TAKEN_THEN_DROPPED, TAKEN_THEN_LATE, GOAWAY ->
                throw new IllegalStateException(fault.kind() + " is no refusal");
        };
    }

    private void reply(Exchange exchange, Reply reply, long more) {
        world.traffic().answered(reply.status());
        exchange.answer(reply, world.traffic().latency() + more, late);
    }
}
