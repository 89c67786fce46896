package dev.hikyaku.simulators.push.sns.http;

import dev.hikyaku.simulators.push.sns.publish.Courier;
import dev.hikyaku.simulators.push.sns.registry.Endpoint;
import dev.hikyaku.simulators.push.sns.registry.Registry;
import dev.hikyaku.simulators.push.sns.wire.Form;
import dev.hikyaku.simulators.push.sns.wire.Refusal;
import dev.hikyaku.simulators.push.sns.wire.Xml;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// SNS's actions.
record Actions(Registry registry, Courier courier) {
    private static final int PAGE = 100;

    /// The answer's XML.
    ///
    /// @throws Refusal when SNS refuses
    String answer(Form form) {
        return switch (form.action()) {
            case "Publish" -> answer(form, Xml.element("MessageId", courier.publish(form)));
            case "CreatePlatformEndpoint" ->
                answer(form, Xml.element("EndpointArn", create(form).arn()));
            case "GetEndpointAttributes" ->
                answer(
                        form,
                        Xml.attributes(
                                registry.endpoint(form.text("EndpointArn")).attributes()));
            case "SetEndpointAttributes" -> {
                registry.change(form.text("EndpointArn"), form.attributes());
                yield answer(form, "");
            }
            case "DeleteEndpoint" -> {
                registry.delete(form.text("EndpointArn"));
                yield answer(form, "");
            }
            default -> applicationAnswer(form);
        };
    }

    private String applicationAnswer(Form form) {
        return switch (form.action()) {
            case "ListEndpointsByPlatformApplication" -> answer(form, endpoints(form));
            case "CreatePlatformApplication" -> {
                var made = registry.createApplication(form.text("Platform"), form.text("Name"), form.attributes());
                yield answer(form, Xml.element("PlatformApplicationArn", made.arn()));
            }
            case "GetPlatformApplicationAttributes" -> answer(form, Xml.attributes(told(form)));
            case "SetPlatformApplicationAttributes" -> {
                registry.changeApplication(form.text("PlatformApplicationArn"), form.attributes());
                yield answer(form, "");
            }
            case "ListPlatformApplications" -> answer(form, applications());
            default ->
                throw new Refusal(
                        400, "InvalidAction", "Could not find operation " + form.action() + " for version 2010-03-31");
        };
    }

    private static String answer(Form form, String result) {
        return Xml.answer(form.action(), result);
    }

    private Endpoint create(Form form) {
        var wanted = new HashMap<String, String>();
        if (form.has("CustomUserData")) {
            wanted.put("CustomUserData", form.text("CustomUserData"));
        }
        // the attribute wins over the parameter
        wanted.putAll(form.attributes());
        return registry.create(form.text("PlatformApplicationArn"), form.text("Token"), wanted);
    }

    private Map<String, String> told(Form form) {
        var told = new HashMap<String, String>(
                registry.application(form.text("PlatformApplicationArn")).attributes());
        told.remove("PlatformCredential");
        told.remove("PlatformPrincipal");
        told.putIfAbsent("Enabled", "true");
        return told;
    }

    private String endpoints(Form form) {
        var behind = form.text("NextToken");
        var application = registry.application(form.text("PlatformApplicationArn"));
        var page = registry.list(application.arn(), behind.isEmpty() ? 0 : Long.parseLong(behind), PAGE);
        var members = page.stream()
                .map(endpoint -> "<member>" + Xml.attributes(endpoint.attributes())
                        + Xml.element("EndpointArn", endpoint.arn()) + "</member>")
                .collect(Collectors.joining("", "<Endpoints>", "</Endpoints>"));
        var next = page.size() < PAGE
                ? ""
                : Xml.element("NextToken", Long.toString(page.getLast().number()));
        return members + next;
    }

    private String applications() {
        return registry.applications().stream()
                .map(application -> "<member>" + Xml.element("PlatformApplicationArn", application.arn()) + "</member>")
                .collect(Collectors.joining("", "<PlatformApplications>", "</PlatformApplications>"));
    }
}
