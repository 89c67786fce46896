package dev.hikyaku.simulators.push.fcm.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;

/// The one account that may send, with a key of its own. Its JSON has the form of Google's.
///
/// @param project whose messages it may send
/// @param email what assertions name as their issuer
/// @param key both halves; made for this simulator and worth nothing elsewhere
public record ServiceAccount(String project, String email, RSAKey key) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String KEY_FILE = "service-account-key.json";

    /// The account of this folder; the first start makes its key.
    ///
    /// @throws IOException when the folder can't be used
    public static ServiceAccount in(Path folder, String project) throws IOException {
        var file = folder.resolve(KEY_FILE);
        try {
            if (!Files.exists(file)) {
                Files.writeString(
                        file,
                        new RSAKeyGenerator(2048)
                                .keyIDFromThumbprint(true)
                                .generate()
                                .toJSONString());
            }
            var email = "hikyaku@" + project + ".iam.gserviceaccount.com";
            return new ServiceAccount(project, email, RSAKey.parse(Files.readString(file)));
        } catch (JOSEException | java.text.ParseException broken) {
            throw new IOException(file + " is no key", broken);
        }
    }

    RSAPublicKey publicKey() {
        try {
            return key.toRSAPublicKey();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// What Google lets people download, asking for tokens here.
    public String json(URI tokenUri) {
        try {
            var pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(key.toPrivateKey().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            var json = MAPPER.createObjectNode();
            json.put("type", "service_account").put("project_id", project);
            json.put("private_key_id", key.getKeyID()).put("private_key", pem);
            json.put("client_email", email).put("client_id", "100000000000000000001");
            json.put("auth_uri", tokenUri.resolve("/auth").toString()).put("token_uri", tokenUri.toString());
            return MAPPER.writeValueAsString(json);
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// Without the key.
    @Override
    public String toString() {
        return email;
    }
}
