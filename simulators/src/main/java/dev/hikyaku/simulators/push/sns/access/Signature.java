package dev.hikyaku.simulators.push.sns.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a signature has to be.
///
/// @param scope date, region, service and `aws4_request`
/// @param signedHeaders names of headers, in small letters, with semicolons between
record Signature(String secret, String scope, String signedHeaders) {
    private static final HexFormat HEX = HexFormat.of();

    String of(Call call) {
        try {
            var canonical = String.join(
                    "\n",
                    call.method(),
                    call.path().isEmpty() ? "/" : call.path(),
                    Arrays.stream(call.query().split("&", -1)).sorted().collect(Collectors.joining("&")),
                    headers(call),
                    signedHeaders,
                    HEX.formatHex(sha256(call.body().getBytes(StandardCharsets.UTF_8))));
            var toSign = String.join(
                    "\n",
                    "AWS4-HMAC-SHA256",
                    call.header("X-Amz-Date"),
                    scope,
                    HEX.formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
            return HEX.formatHex(hmac(key(), toSign));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private String headers(Call call) {
        return Arrays.stream(signedHeaders.split(";", -1))
                .map(name -> name + ":" + call.header(name).strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
    }

    private byte[] key() throws GeneralSecurityException {
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
