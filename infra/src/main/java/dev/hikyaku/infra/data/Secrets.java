package dev.hikyaku.infra.data;

import dev.hikyaku.infra.Deployment;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/// Secrets Manager's secrets. People fill in those of other systems, once; the template never holds a value. Those of
/// databases are generated; `bootstrap.sql` makes users with them.
public final class Secrets extends Construct {
    private final Deployment deployment;
    private final Map<String, Secret> secrets = new TreeMap<>();

    /// Makes those that the project needs.
    public Secrets(Construct scope, Deployment deployment) {
        super(scope, "Secrets");
        this.deployment = deployment;
        user("ledger", "hikyaku", "owns the ledger");
        user("application", "hikyaku_reader", "reads the application's tables, takes rows out of its outbox");
        if (deployment.hasIntake() && deployment.application() == Deployment.Application.NEW) {
            user("intake", "hikyaku_intake", "writes into the outbox");
        }
        if (deployment.hasSyncs()) {
            var salesforce = named(
                    "salesforce",
                    "Filled in by a person: clientId and clientSecret; or clientId, username and privateKey");
            secrets.put("salesforce", salesforce.secretObjectValue(skeleton()).build());
        }
        if (deployment.usesGateway("fcm")) {
            var fcm = named("fcm", "Filled in by a person: JSON of FCM's service account");
            secrets.put(
                    "fcm",
                    fcm.secretStringValue(SecretValue.unsafePlainText("{}")).build());
        }
    }

    /// Tasks don't start when a key is missing; an empty value is as good as none. Sorted, for the order is seen.
    private static Map<String, SecretValue> skeleton() {
        var empty = SecretValue.unsafePlainText("");
        return new TreeMap<>(Map.of("clientId", empty, "clientSecret", empty, "username", empty, "privateKey", empty));
    }

    private void user(String name, String user, String does) {
        var generator = SecretStringGenerator.builder()
                .secretStringTemplate("{\"username\":\"" + user + "\"}")
                .generateStringKey("password")
                .excludePunctuation(true)
                .passwordLength(40)
                .build();
        secrets.put(
                name,
                named(name, "Database user who " + does)
                        .generateSecretString(generator)
                        .build());
    }

    private Secret.Builder named(String name, String description) {
        return Secret.Builder.create(this, name)
                .secretName("hikyaku/" + deployment.name() + "/" + name)
                .description(description)
                .removalPolicy(RemovalPolicy.RETAIN);
    }

    /// A secret, where the project needs it.
    public Optional<Secret> find(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /// A secret that every project has.
    public Secret get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no secret " + name));
    }
}
