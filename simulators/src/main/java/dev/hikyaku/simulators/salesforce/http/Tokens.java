package dev.hikyaku.simulators.salesforce.http;

import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import dev.hikyaku.simulators.salesforce.schema.OrgSchema;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// The sessions handed out; they end by fault only.
public final class Tokens {
    private final OrgSchema schema;
    private final Journal journal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> usernames = new ConcurrentHashMap<>();

    /// No sessions yet.
    public Tokens(OrgSchema schema, Journal journal, Clock clock) {
        this.schema = schema;
        this.journal = journal;
        this.clock = clock;
    }

    String issue(OrgSchema.Client client) {
        var bytes = new byte[48];
        random.nextBytes(bytes);
        var token = schema.id().substring(0, 15) + "!"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        journal.write(new Lines(clock.millis()).add("token", json -> {
            json.writeStringProperty("token", token);
            json.writeStringProperty("client", client.id());
            json.writeStringProperty("username", client.username());
        }));
        usernames.put(token, client.username());
        return token;
    }

    boolean isValid(String token) {
        return usernames.containsKey(token);
    }

    /// Ends all sessions.
    public void expireAll() {
        journal.write(new Lines(clock.millis()).add("tokens.expired", _ -> {}));
        usernames.clear();
    }

    /// Takes a committed line of the journal into memory.
    public void restore(JsonNode line) {
        if (line.path("kind").asString().equals("token")) {
            usernames.put(line.path("token").asString(), line.path("username").asString());
        } else {
            usernames.clear();
        }
    }
}
