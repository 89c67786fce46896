package dev.hikyaku.simulators.push.fcm.http;

import dev.hikyaku.simulators.push.fcm.fault.FcmFault;
import dev.hikyaku.simulators.push.fcm.send.Refusals;
import dev.hikyaku.simulators.push.fcm.send.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The simulator's own doors: its page, its phones and its switches.
final class ControlDoor {
    private static final JsonMapper MAPPER = new JsonMapper();
    private final World world;
    private final URI url;

    ControlDoor(World world, URI url) {
        this.world = world;
        this.url = url;
    }

    static String problem(String text) {
        return MAPPER.writeValueAsString(MAPPER.createObjectNode().put("problem", text));
    }

    Reply answer(Exchange exchange, String path, byte[] body) {
        return switch (exchange.request().getMethod() + " " + path) {
            case "GET /" -> page("index.html", "text/html; charset=UTF-8");
            case "GET /page.js" -> page("page.js", "text/javascript; charset=UTF-8");
            case "GET /page.css" -> page("page.css", "text/css; charset=UTF-8");
            case "GET /simulator/status" -> json(status());
            case "GET /simulator/service-account" ->
                Reply.json(200, world.account().json(url.resolve("/token")));
            case "GET /simulator/phones" -> json(phones(exchange.query("prefix"), number(exchange.query("most"), 30)));
            case "POST /simulator/dismiss" -> dismiss(exchange.query("address"), exchange.query("tag"));
            case "GET /simulator/faults" -> json(faults());
            case "POST /simulator/faults" -> setFault(body);
            case "DELETE /simulator/faults" -> clearFaults();
            case "POST /simulator/latency" -> latency(number(exchange.query("ms"), 0));
            case "POST /simulator/quota" -> quota(number(exchange.query("perMinute"), 600_000));
            case "POST /simulator/expire-tokens" -> expireTokens();
            default -> Refusals.nothingHere(path);
        };
    }

    private static Reply json(ObjectNode json) {
        return Reply.json(200, MAPPER.writeValueAsString(json));
    }

    private static Reply page(String name, String type) {
        try (var stream = ControlDoor.class.getResourceAsStream("/dev/hikyaku/simulators/push/fcm/" + name)) {
            if (stream == null) {
                return Refusals.nothingHere("/" + name);
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new Reply(200, type, text, Map.of());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private ObjectNode status() {
        var counts = world.phones().counts();
        var json = MAPPER.createObjectNode();
        json.put("project", world.account().project())
                .put("calls", world.traffic().calls());
        json.put("tokens", world.tokens().handedOut())
                .put("latency", world.traffic().latency());
        json.put("phones", counts.phones()).put("arrivals", counts.arrivals());
        json.put("duplicates", counts.duplicates()).put("visibleDuplicates", counts.visibleDuplicates());
        json.put("silent", counts.silent());
        var answers = json.putObject("answers");
        world.traffic().answers().forEach((status, count) -> answers.put(Integer.toString(status), count));
        return json;
    }

    private ObjectNode phones(String prefix, int most) {
        var json = MAPPER.createObjectNode();
        var array = json.putArray("phones");
        world.phones().addresses(prefix, most).stream().sorted().forEach(address -> {
            var phone = array.addObject().put("address", address);
            phone.put("copies", world.phones().copies(address));
            phone.put("visibleDuplicates", world.phones().visibleDuplicates(address));
            var shade = phone.putArray("shown");
            world.phones()
                    .shown(address)
                    .forEach(shown -> shade.addObject()
                            .put("tag", shown.tag())
                            .put("title", shown.title())
                            .put("body", shown.body())
                            .put("open", shown.open())
                            .put("at", shown.at())
                            .put("replaced", shown.replaced()));
        });
        return json;
    }

    private Reply dismiss(String address, String tag) {
        var dismissed = tag.isEmpty()
                ? world.phones().dismissAll(address)
                : world.phones().dismiss(address, tag);
        return json(MAPPER.createObjectNode().put("dismissed", dismissed));
    }

    private ObjectNode faults() {
        var json = MAPPER.createObjectNode();
        var array = json.putArray("faults");
        world.faults()
                .active()
                .forEach(fault -> array.addObject()
                        .put("kind", fault.kind().word())
                        .put("prefix", fault.prefix())
                        .put("share", fault.share())
                        .put("times", fault.times())
                        .put("amount", fault.amount()));
        return json;
    }

    private Reply setFault(byte[] body) {
        var json = MAPPER.readTree(body);
        world.faults()
                .set(new FcmFault(
                        FcmFault.Kind.of(json.path("kind").asString("")),
                        json.path("prefix").asString(""),
                        json.path("share").asDouble(1),
                        json.path("times").asInt(0),
                        json.path("amount").asLong(0)));
        return json(faults());
    }

    private Reply clearFaults() {
        world.faults().clear();
        return json(faults());
    }

    private Reply latency(int milliseconds) {
        world.traffic().latency(milliseconds);
        return json(status());
    }

    private Reply quota(int perMinute) {
        world.quota().perMinute(perMinute);
        return json(status());
    }

    private Reply expireTokens() {
        world.tokens().expireAll();
        return json(status());
    }

    private static int number(String text, int otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("found " + text + ", wanted a number");
        }
        return Integer.parseInt(text);
    }
}
