package dev.hikyaku.simulators.push.fcm.send;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Judges the form of one call as FCM does.
public final class MessageCheck {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_BYTES = 4096;
    private static final List<String> ADDRESSES = List.of("token", "fid", "topic", "condition");
    private static final BigDecimal LONGEST_TTL = BigDecimal.valueOf(2_419_200);
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,10}(?:\\.[0-9]{1,9})?)s");
    private static final int LONGEST_ADDRESS = 4096;

    private MessageCheck() {}

    /// The message in this body.
    ///
    /// @throws Refused when FCM would not take it
    public static Message read(byte[] body) throws Refused {
        JsonNode root;
        try {
            root = MAPPER.readTree(body);
        } catch (JacksonException wrong) {
            throw new Refused(Refusals.badField("", "Invalid JSON payload received. " + "Unexpected token."));
        }
        var message = root.path("message");
        if (!message.isObject()) {
            throw new Refused(Refusals.badField("message", "The message is not set."));
        }
        KnownFields.judge(root);
        var address = address(message);
        texts(message.path("data"), "message.data");
        texts(message.path("android").path("data"), "message.android.data");
        texts(message.path("apns").path("headers"), "message.apns.headers");
        reserved(message.path("data"));
        android(message.path("android"));
        apns(message.path("apns"));
        size(message, Platform.of(address));
        if (!isAddress(address)) {
            throw new Refused(Refusals.invalidToken());
        }
        return new Message(address, root.path("validate_only").asBoolean(false), message);
    }

    private static boolean isAddress(String text) {
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            var isPlain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
            if (!isPlain && !(letter >= '0' && letter <= '9') && "_:.%-".indexOf(letter) < 0) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_ADDRESS;
    }

    private static String address(JsonNode message) throws Refused {
        var given = new ArrayList<String>();
        for (var name : ADDRESSES) {
            if (!message.path(name).asString("").isEmpty()) {
                given.add(name);
            }
        }
        if (given.size() != 1) {
            throw new Refused(Refusals.badField(
                    "message", "Exactly one of token, fid, topic or condition is required, found " + given));
        }
        var name = given.getFirst();
        if (name.equals("topic") || name.equals("condition")) {
            throw new Refused(Refusals.badField("message." + name, "This simulator knows phones, and no topics."));
        }
        return message.path(name).asString();
    }

    private static void texts(JsonNode map, String place) throws Refused {
        for (var entry : map.properties()) {
            if (!entry.getValue().isString()) {
                throw new Refused(Refusals.badField(
                        place + "[0].value",
                        "Invalid value at '" + place + "[0].value' (TYPE_STRING), " + entry.getValue()));
            }
        }
    }

    private static void reserved(JsonNode data) throws Refused {
        for (var name : data.propertyNames()) {
            if (name.equals("from")
                    || name.equals("message_type")
                    || name.equals("gcm")
                    || name.startsWith("gcm.")
                    || name.startsWith("google")) {
                throw new Refused(Refusals.badField("message.data", "Invalid data payload key: " + name));
            }
        }
    }

    private static void android(JsonNode android) throws Refused {
        var ttl = android.path("ttl");
        if (!ttl.isMissingNode()) {
            var seconds = SECONDS.matcher(ttl.asString(""));
            if (!seconds.matches()) {
                throw new Refused(Refusals.badField(
                        "message.android.ttl", "Invalid value at 'message.android.ttl' (Duration), " + ttl));
            }
            if (new BigDecimal(seconds.group(1)).compareTo(LONGEST_TTL) > 0) {
                throw new Refused(
                        Refusals.badField("message.android.ttl", "Invalid ttl: must be between 0 and 2419200 seconds"));
            }
        }
        var priority = android.path("priority");
        if (!priority.isMissingNode() && !priority.asString("").matches("(?i)normal|high")) {
            throw new Refused(Refusals.badField(
                    "message.android.priority",
                    "Invalid value at 'message.android.priority' (TYPE_ENUM), " + priority));
        }
    }

    private static void apns(JsonNode apns) throws Refused {
        var collapse = apns.path("headers").path("apns-collapse-id").asString("");
        if (utf8(collapse) > 64) {
            throw new Refused(Refusals.badField("message.apns.headers", "apns-collapse-id exceeds 64 bytes"));
        }
    }

    private static void size(JsonNode message, Platform platform) throws Refused {
        var shared = sum(message.path("notification")) + sum(message.path("data"));
        var own = switch (platform) {
            case ANDROID ->
                sum(message.path("android").path("notification"))
                        + sum(message.path("android").path("data"));
            case IOS -> sum(message.path("apns").path("payload"));
            case WEB ->
                sum(message.path("webpush").path("notification"))
                        + sum(message.path("webpush").path("data"));
        };
        if (shared + own > MOST_BYTES) {
            throw new Refused(Refusals.tooBig(platform.title));
        }
    }

    /// Bytes of all keys and values in it.
    private static int sum(JsonNode node) {
        var bytes = 0;
        for (var entry : node.properties()) {
            bytes += utf8(entry.getKey()) + sum(entry.getValue());
        }
        if (node.isArray()) {
            for (var each : node) {
                bytes += sum(each);
            }
        }
        return node.isValueNode() ? bytes + utf8(node.asString()) : bytes;
    }

    private static int utf8(String text) {
        var bytes = 0;
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            // each half of a surrogate pair takes two of the pair's four bytes
            bytes += letter < 0x80 ? 1 : letter < 0x800 || Character.isSurrogate(letter) ? 2 : 3;
        }
        return bytes;
    }
}
