package dev.hikyaku.infra.task;

import dev.hikyaku.infra.data.Database;
import dev.hikyaku.infra.data.Parameters;
import dev.hikyaku.infra.data.Secrets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.ecs.Secret;

/// Environment variables of tasks: what they are, and from where ECS fetches what is not for everybody's eyes.
///
/// @param ledger the ledger's database
/// @param settings from Parameter Store
/// @param secrets from Secrets Manager
public record Surroundings(Database ledger, Parameters settings, Secrets secrets) {
    /// Where a task may write.
    static final String ROOM = "/var/hikyaku";

    /// What a task is for decides which secrets it is given.
    public enum Work {
        /// Carries syncs.
        SYNCS,
        /// Sends a campaign.
        CAMPAIGN,
        /// Does both.
        BOTH
    }

    Map<String, String> open() {
        return new TreeMap<>(Map.of(
                "HIKYAKU_LEDGER_URL",
                ledger.url(),
                "HIKYAKU_WORK_DIR",
                ROOM + "/work",
                // Fargate kills after 120 s.
                "HIKYAKU_STOP_WITHIN",
                "110s"));
    }

    Map<String, Secret> fetched(Work work) {
        var fetched = new TreeMap<String, Secret>();
        settings.settings().forEach((variable, setting) -> {
            if (work != Work.CAMPAIGN || !variable.startsWith("HIKYAKU_SALESFORCE_")) {
                fetched.put(variable, Secret.fromSsmParameter(setting));
            }
        });
        user(fetched, "HIKYAKU_LEDGER", "ledger");
        user(fetched, "HIKYAKU_APPLICATION", "application");
        if (work != Work.CAMPAIGN) {
            secrets.find("salesforce").ifPresent(salesforce -> {
                fetched.put("HIKYAKU_SALESFORCE_CLIENT_ID", Secret.fromSecretsManager(salesforce, "clientId"));
                fetched.put("HIKYAKU_SALESFORCE_CLIENT_SECRET", Secret.fromSecretsManager(salesforce, "clientSecret"));
                fetched.put("HIKYAKU_SALESFORCE_USERNAME", Secret.fromSecretsManager(salesforce, "username"));
                fetched.put("HIKYAKU_SALESFORCE_PRIVATE_KEY", Secret.fromSecretsManager(salesforce, "privateKey"));
            });
        }
        if (work != Work.SYNCS) {
            secrets.find("fcm")
                    .ifPresent(fcm -> fetched.put("HIKYAKU_FCM_CREDENTIALS", Secret.fromSecretsManager(fcm)));
        }
        return fetched;
    }

    private void user(Map<String, Secret> fetched, String variable, String name) {
        var user = secrets.get(name);
        fetched.put(variable + "_USER", Secret.fromSecretsManager(user, "username"));
        fetched.put(variable + "_PASSWORD", Secret.fromSecretsManager(user, "password"));
    }
}
