package dev.hikyaku.salesforce;

import dev.hikyaku.salesforce.ScriptedServer.Asked;
import dev.hikyaku.salesforce.ScriptedServer.Told;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/// A scripted server that hands out numbered tokens, and a client connected to it.
final class ScriptedOrg implements AutoCloseable {

    static final String SECRET = "canary-client-secret";
    static final String TOKEN = "canary-access-token-";
    static final String ROOT = "/services/data/v66.0";
    static final String JOB = "7505e000000abcdAAA";

    final ScriptedServer server;
    final AtomicInteger tokens = new AtomicInteger();
    private final Function<Asked, Told> script;

    /// What the token endpoint answers; a test may change it.
    volatile Supplier<Told> tokenAnswer = this::token;

    ScriptedOrg(Function<Asked, Told> script) {
        this.script = script;
        this.server = new ScriptedServer(this::answer);
    }

    Salesforce connect() {
        return connect(new Credential.ClientCredentials("consumer-key", SECRET));
    }

    Salesforce connect(Credential credential) {
        return Salesforce.connect(settings(server.url(), credential), _ -> {}, Clock.systemUTC());
    }

    static SalesforceSettings settings(URI login, Credential credential) {
        return new SalesforceSettings(
                login, "66.0", credential, "Hikyaku/0.1", Duration.ofSeconds(5), Duration.ofMillis(800));
    }

    List<Asked> tokenCalls() {
        return server.asked("POST", "/services/oauth2/token");
    }

    Told token() {
        return token(server.url().toString(), "00D5e000000HEcZEAW");
    }

    Told token(String instanceUrl, String orgId) {
        return Told.json("""
                {"access_token":"%s%d","instance_url":"%s","token_type":"Bearer","issued_at":"1",
                 "id":"https://login.salesforce.com/id/%s/0055e000001AbCd"}""".formatted(TOKEN, tokens.incrementAndGet(), instanceUrl, orgId));
    }

    static String bearer(int number) {
        return "Bearer " + TOKEN + number;
    }

    static Told job(String state) {
        return Told.json(jobJson(JOB, state));
    }

    static String jobJson(String id, String state) {
        return """
                {"id":"%s","object":"Contact","operation":"upsert","state":"%s","createdById":"0055e000001AbCdEFG",
                 "createdDate":"2026-11-22T05:50:28.123+0000","systemModstamp":"2026-11-22T05:51:00.000+0000",
                 "externalIdFieldName":"AppUserId__c","apiVersion":66.0,"contentType":"CSV"}""".formatted(id, state);
    }

    private Told answer(Asked asked) {
        return asked.path().equals("/services/oauth2/token") ? tokenAnswer.get() : script.apply(asked);
    }

    @Override
    public void close() {
        server.close();
    }
}
