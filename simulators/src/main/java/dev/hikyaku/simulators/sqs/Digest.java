package dev.hikyaku.simulators.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The MD5 sums that clients compare, as the developer guide says they are made; and JSON in texts.
final class Digest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Digest() {}

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static ObjectNode object(Map<String, String> members) {
        var object = JsonNodeFactory.instance.objectNode();
        members.forEach(object::put);
        return object;
    }

    static String of(String text) {
        return md5(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Of message attributes: name, type and value of each, each behind its length, in the order of the names.
    static String of(JsonNode attributes) {
        var sorted = new TreeMap<String, JsonNode>();
        attributes.properties().forEach(one -> sorted.put(one.getKey(), one.getValue()));
        var bytes = new ByteArrayOutputStream();
        sorted.forEach((name, attribute) -> {
            var type = attribute.path("DataType").asString("");
            put(bytes, name.getBytes(StandardCharsets.UTF_8));
            put(bytes, type.getBytes(StandardCharsets.UTF_8));
            if (type.startsWith("Binary")) {
                bytes.write(2);
                put(
                        bytes,
                        Base64.getDecoder().decode(attribute.path("BinaryValue").asString("")));
            } else {
                bytes.write(1);
                put(bytes, attribute.path("StringValue").asString("").getBytes(StandardCharsets.UTF_8));
            }
        });
        return md5(bytes.toByteArray());
    }

    private static void put(ByteArrayOutputStream into, byte[] bytes) {
        into.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        into.writeBytes(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }
}
