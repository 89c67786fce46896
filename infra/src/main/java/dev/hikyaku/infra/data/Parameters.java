package dev.hikyaku.infra.data;

import dev.hikyaku.infra.Deployment;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/// Parameter Store's settings: what differs between environments and is no secret. Tasks read them when they start.
public final class Parameters extends Construct {
    private final String prefix;
    private final Map<String, StringParameter> settings = new TreeMap<>();

    /// Makes those that the project needs.
    ///
    /// @param applicationUrl of a database that is made here, or null: then whoever deploys says it
    public Parameters(Construct scope, Deployment deployment, @Nullable String applicationUrl) {
        super(scope, "Settings");
        prefix = "/hikyaku/" + deployment.name() + "/";
        var connections = deployment.manifest().connections();
        var url = applicationUrl == null
                ? asked("ApplicationUrl", connections.application(), "JDBC URL of the application's database")
                : applicationUrl;
        add("HIKYAKU_APPLICATION_URL", "application-url", url);
        add("HIKYAKU_LANG", "lang", asked("Language", "en", "Language of messages: en or ja"));
        if (deployment.hasSyncs()) {
            var login = connections.salesforceLogin();
            var real = login != null && login.startsWith("https://") ? login : null;
            add("HIKYAKU_SALESFORCE_LOGIN", "salesforce-login", asked("SalesforceLogin", real, "My Domain of the org"));
        }
    }

    private String asked(String name, @Nullable String usual, String description) {
        var parameter = CfnParameter.Builder.create(this, name)
                .type("String")
                .description(description)
                .minLength(1);
        if (usual != null && !usual.isBlank()) {
            parameter.defaultValue(usual);
        }
        var asked = parameter.build();
        asked.overrideLogicalId(name);
        return asked.getValueAsString();
    }

    private void add(String variable, String name, String value) {
        var setting = StringParameter.Builder.create(this, variable)
                .parameterName(prefix + name)
                .description("Setting " + variable + " of Hikyaku's tasks")
                .stringValue(value)
                .build();
        settings.put(variable, setting);
    }

    /// Environment variable -> setting.
    public Map<String, StringParameter> settings() {
        return Map.copyOf(settings);
    }
}
