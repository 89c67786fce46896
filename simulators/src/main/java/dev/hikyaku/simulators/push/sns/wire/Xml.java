package dev.hikyaku.simulators.push.sns.wire;

import java.util.Map;
import java.util.UUID;

/// Answers in the query protocol.
public final class Xml {
    private static final String NAMESPACE = " xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">";

    private Xml() {}

    /// A good answer; `result` is XML.
    public static String answer(String action, String result) {
        var inner = result.isEmpty() ? "" : "<" + action + "Result>" + result + "</" + action + "Result>";
        return "<" + action + "Response" + NAMESPACE + inner + "<ResponseMetadata>" + requestId()
                + "</ResponseMetadata></" + action + "Response>";
    }

    /// A refusal.
    public static String error(Refusal refused) {
        var type = refused.status() < 500 ? "Sender" : "Receiver";
        return "<ErrorResponse" + NAMESPACE + "<Error>" + element("Type", type) + element("Code", refused.code())
                + element("Message", refused.text()) + "</Error>" + requestId() + "</ErrorResponse>";
    }

    /// One element with this text.
    public static String element(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">";
    }

    /// `Attributes`, an `entry` for each.
    public static String attributes(Map<String, String> attributes) {
        var xml = new StringBuilder("<Attributes>");
        attributes.forEach((key, value) -> xml.append("<entry>")
                .append(element("key", key))
                .append(element("value", value))
                .append("</entry>"));
        return xml.append("</Attributes>").toString();
    }

    private static String requestId() {
        return element("RequestId", UUID.randomUUID().toString());
    }

    private static String escaped(String text) {
        var plain = text.chars().noneMatch(letter -> letter == '&' || letter == '<' || letter == '>' || letter < ' ');
        if (plain) {
            return text;
        }
        var out = new StringBuilder(text.length() + 32);
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            switch (letter) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\n', '\r', '\t' -> out.append("&#").append((int) letter).append(';');
                default -> {
                    if (letter >= ' ') {
                        out.append(letter);
                    }
                }
            }
        }
        return out.toString();
    }
}
