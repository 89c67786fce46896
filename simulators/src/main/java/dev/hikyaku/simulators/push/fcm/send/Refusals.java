package dev.hikyaku.simulators.push.fcm.send;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The ways FCM says no ("FCM error codes"; texts as people have reported them).
public final class Refusals {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
    private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";

    private Refusals() {}

    /// 404: the app is gone from the phone.
    public static Reply unregistered() {
        return fcm(404, "NOT_FOUND", "UNREGISTERED", "Requested entity was not found.");
    }

    /// 403: the token is another project's.
    public static Reply senderMismatch() {
        return fcm(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH", "SenderId mismatch");
    }

    /// 400: no registration token.
    public static Reply invalidToken() {
        return fcm(
                400,
                "INVALID_ARGUMENT",
                "INVALID_ARGUMENT",
                "The registration token is not a valid FCM registration token");
    }

    /// 400: larger than the phone's system takes.
    public static Reply tooBig(String platform) {
        return fcm(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", platform + " message is too big");
    }

    /// 400: this field of the body is wrong.
    public static Reply badField(String field, String description) {
        var error = error(400, "INVALID_ARGUMENT", description);
        var detail = error.withObject("error").withArray("details").addObject().put("@type", BAD_REQUEST);
        detail.putArray("fieldViolations").addObject().put("field", field).put("description", description);
        return reply(400, error);
    }

    /// 429: the project has sent too much.
    public static Reply quota(long seconds) {
        return fcm(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "QUOTA_EXCEEDED",
                        "Quota exceeded for quota metric 'Send requests' and limit 'Send requests per minute' of"
                                + " service 'fcm.googleapis.com'.")
                .retryAfter(seconds);
    }

    /// 429: this device got too much.
    public static Reply deviceQuota(long seconds) {
        return fcm(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED", "Device message rate exceeded")
                .retryAfter(seconds);
    }

    /// 503: later.
    public static Reply unavailable(long seconds) {
        return fcm(503, "UNAVAILABLE", "UNAVAILABLE", "The service is currently unavailable.")
                .retryAfter(seconds);
    }

    /// 500: something broke, before or after the message was taken.
    public static Reply internal() {
        return fcm(500, "INTERNAL", "INTERNAL", "Internal error encountered.");
    }

    /// 401: the keys for APNs or web push are missing.
    public static Reply thirdPartyAuth() {
        return fcm(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR", "Auth error from APNS or Web Push Service");
    }

    /// 403: the API is switched off, or the account may not send.
    public static Reply permissionDenied(String project) {
        return reply(
                403,
                error(
                        403,
                        "PERMISSION_DENIED",
                        "Permission 'cloudmessaging.messages.create' denied on resource"
                                + " '//cloudresourcemanager.googleapis.com/projects/" + project
                                + "' (or it may not exist)."));
    }

    /// 401: no access token, or none that counts.
    public static Reply unauthenticated() {
        var error = error(
                401,
                "UNAUTHENTICATED",
                "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                        + " valid authentication credential.");
        error.withObject("error")
                .withArray("details")
                .addObject()
                .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .put("reason", "ACCESS_TOKEN_EXPIRED")
                .put("domain", "googleapis.com");
        return reply(401, error);
    }

    /// 404 in HTML: nothing is here, least of all the legacy API.
    public static Reply nothingHere(String path) {
        return Reply.html(
                404,
                "<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n<p><b>404.</b> <ins>That’s an"
                        + " error.</ins>\n<p>The requested URL <code>" + escaped(path)
                        + "</code> was not found on this server. <ins>That’s all we know.</ins>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Reply fcm(int status, String rpc, String code, String message) {
        var error = error(status, rpc, message);
        error.withObject("error")
                .withArray("details")
                .addObject()
                .put("@type", FCM_ERROR)
                .put("errorCode", code);
        return reply(status, error);
    }

    private static ObjectNode error(int status, String rpc, String message) {
        var root = MAPPER.createObjectNode();
        root.putObject("error").put("code", status).put("message", message).put("status", rpc);
        return root;
    }

    private static Reply reply(int status, ObjectNode error) {
        return Reply.json(status, MAPPER.writeValueAsString(error));
    }
}
