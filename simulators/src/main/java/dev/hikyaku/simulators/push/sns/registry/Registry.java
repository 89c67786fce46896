package dev.hikyaku.simulators.push.sns.registry;

import dev.hikyaku.simulators.push.sns.wire.Refusal;
import dev.hikyaku.simulators.salesforce.journal.Journal;
import dev.hikyaku.simulators.salesforce.journal.Lines;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// All platform applications and endpoints of the account in this region. Readers never wait.
public final class Registry {
    private static final Set<String> ENDPOINT_ATTRIBUTES = Set.of("Enabled", "Token", "CustomUserData");
    private static final int LONGEST_DATA = 2048;

    private final Map<String, Application> applications = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Map<String, String> arnsByToken = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Long, String> arnsByNumber = new ConcurrentSkipListMap<>();
    private final Journal journal;
    private final Clock clock;
    private final String account;
    private volatile boolean createReturnsDisabled;
    private long newest;

    /// @param account what ARNs begin with: `arn:aws:sns:<region>:<account>`
    public Registry(Journal journal, Clock clock, String account) {
        this.journal = journal;
        this.clock = clock;
        this.account = account;
    }

    /// Takes a journal's line in.
    public synchronized void restore(JsonNode line) {
        var arn = line.path("arn").asString("");
        switch (line.path("kind").asString("")) {
            case "application" -> {
                var attributes = new HashMap<String, String>();
                line.path("attributes")
                        .properties()
                        .forEach(member -> attributes.put(
                                member.getKey(), member.getValue().asString("")));
                applications.put(arn, new Application(arn, attributes));
            }
            case "endpoint" -> {
                var known = endpoints.get(arn);
                put(new Endpoint(
                        arn,
                        known == null ? ++newest : known.number(),
                        line.path("application").asString(""),
                        line.path("token").asString(""),
                        line.path("enabled").asBoolean(true),
                        line.path("data").isString() ? line.path("data").asString() : null));
            }
            case "endpoint.deleted" -> Optional.ofNullable(endpoints.get(arn)).ifPresent(this::remove);
            default -> {
                // a line about something else
            }
        }
    }

    /// Makes the documentation's behaviour the rule: a create for a disabled endpoint answers its ARN, and leaves it
    /// disabled. Recorded behaviour, the default here, is a refusal.
    public void createReturnsDisabled(boolean returns) {
        createReturnsDisabled = returns;
    }

    /// Makes an application, or changes the one of that name.
    public synchronized Application createApplication(String platform, String name, Map<String, String> attributes) {
        if (!Set.of("ADM", "APNS", "APNS_SANDBOX", "GCM").contains(platform)) {
            throw Refusal.invalid("Platform Reason: " + platform + " is not supported");
        }
        if (attributes.getOrDefault("PlatformCredential", "").isEmpty()) {
            throw Refusal.invalid("Attributes Reason: Platform credentials are invalid");
        }
        return write(new Application(account + ":app/" + platform + "/" + name, attributes));
    }

    /// Changes the named attributes, and leaves the others.
    public synchronized Application changeApplication(String arn, Map<String, String> changed) {
        var attributes = new HashMap<>(application(arn).attributes());
        attributes.putAll(changed);
        return write(new Application(arn, attributes));
    }

    private Application write(Application application) {
        journal.write(lines().add("application", json -> {
            json.writeStringProperty("arn", application.arn());
            json.writeObjectPropertyStart("attributes");
            application.attributes().forEach(json::writeStringProperty);
            json.writeEndObject();
        }));
        applications.put(application.arn(), application);
        return application;
    }

    /// The application of this ARN.
    ///
    /// @throws Refusal when there is none, or the name is none
    public Application application(String arn) {
        Arns.judge("PlatformApplicationArn", arn, 2);
        var application = applications.get(arn);
        if (application == null) {
            throw Refusal.notFound("PlatformApplication");
        }
        return application;
    }

    /// All of them.
    public List<Application> applications() {
        return List.copyOf(applications.values());
    }

    /// Registers a token, or finds its endpoint when nothing about it would change.
    ///
    /// @param wanted attributes; `CustomUserData` in here wins over the parameter of that name
    public synchronized Endpoint create(String applicationArn, String token, Map<String, String> wanted) {
        var application = application(applicationArn);
        judge(wanted);
        if (token.isEmpty()) {
            throw Refusal.invalid("Token Reason: cannot be empty");
        }
        var text = stored(application, token);
        var known = arnsByToken.get(tokenKey(application.arn(), text));
        var fresh = new Endpoint(
                application.endpointPrefix() + UUID.randomUUID(),
                newest + 1,
                application.arn(),
                text,
                !"false".equalsIgnoreCase(wanted.get("Enabled")),
                wanted.get("CustomUserData"));
        if (known == null) {
            newest++;
            return write(fresh);
        }
        var there = endpoint(known);
        if (there.attributes().equals(fresh.attributes()) || (!there.enabled() && createReturnsDisabled)) {
            return there;
        }
        throw taken(there);
    }

    private static Refusal taken(Endpoint there) {
        return Refusal.invalid("Token Reason: Endpoint " + there.arn()
                + " already exists with the same Token, but different attributes.");
    }

    private static String stored(Application application, String token) {
        return application.platform().startsWith("APNS") ? token.toLowerCase(Locale.ROOT) : token;
    }

    private static void judge(Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            if (!ENDPOINT_ATTRIBUTES.contains(name)) {
                throw Refusal.invalid("Attributes Reason: Invalid attribute name: " + name);
            }
            if (name.equals("CustomUserData") && value.getBytes(StandardCharsets.UTF_8).length > LONGEST_DATA) {
                throw Refusal.invalid("Attributes Reason: Invalid value for attribute: CustomUserData: must be at most"
                        + " 2048 bytes long in UTF-8 encoding");
            }
        });
    }

    /// The endpoint of this ARN.
    ///
    /// @throws Refusal when there is none, or the name is none
    public Endpoint endpoint(String arn) {
        Arns.judge("EndpointArn", arn, 3);
        var endpoint = endpoints.get(arn);
        if (endpoint == null) {
            throw Refusal.notFound("Endpoint");
        }
        return endpoint;
    }

    /// The endpoint of this ARN, if it is there.
    public Optional<Endpoint> find(String arn) {
        return Optional.ofNullable(endpoints.get(arn));
    }

    /// The endpoint of this token, if it is there.
    public Optional<Endpoint> find(String application, String token) {
        return Optional.ofNullable(arnsByToken.get(tokenKey(application, token)))
                .map(endpoints::get);
    }

    /// Changes the named attributes, and leaves the others.
    public synchronized Endpoint change(String arn, Map<String, String> changed) {
        judge(changed);
        var there = endpoint(arn);
        var application = application(there.application());
        var attributes = new HashMap<>(changed);
        attributes.computeIfPresent("Token", (_, token) -> stored(application, token));
        var after = there.with(attributes);
        var other = arnsByToken.get(tokenKey(after.application(), after.token()));
        if (other != null && !other.equals(arn)) {
            throw taken(endpoint(other));
        }
        return write(after);
    }

    /// SNS disables an endpoint by itself.
    public synchronized void disable(String arn) {
        change(arn, Endpoint::disabled);
    }

    private void change(String arn, UnaryOperator<Endpoint> change) {
        find(arn).map(change).ifPresent(this::write);
    }

    /// Removes an endpoint; that one which is not there is removed already.
    public synchronized void delete(String arn) {
        Arns.judge("EndpointArn", arn, 3);
        var there = endpoints.get(arn);
        if (there != null) {
            journal.write(lines().add("endpoint.deleted", json -> json.writeStringProperty("arn", arn)));
            remove(there);
        }
    }

    /// Endpoints of an application behind this number, in the order of creation.
    public List<Endpoint> list(String application, long behind, int most) {
        return arnsByNumber.tailMap(behind, false).values().stream()
                .map(endpoints::get)
                .filter(endpoint -> endpoint != null && endpoint.application().equals(application))
                .limit(most)
                .toList();
    }

    /// How many there are.
    public int size() {
        return endpoints.size();
    }

    private Endpoint write(Endpoint endpoint) {
        journal.write(lines().add("endpoint", json -> {
            json.writeStringProperty("arn", endpoint.arn());
            json.writeStringProperty("application", endpoint.application());
            json.writeStringProperty("token", endpoint.token());
            json.writeBooleanProperty("enabled", endpoint.enabled());
            Lines.text(json, "data", endpoint.data());
        }));
        put(endpoint);
        return endpoint;
    }

    private void put(Endpoint endpoint) {
        var before = endpoints.put(endpoint.arn(), endpoint);
        if (before != null && !before.token().equals(endpoint.token())) {
            arnsByToken.remove(tokenKey(before.application(), before.token()));
        }
        arnsByToken.put(tokenKey(endpoint.application(), endpoint.token()), endpoint.arn());
        arnsByNumber.put(endpoint.number(), endpoint.arn());
    }

    private void remove(Endpoint endpoint) {
        endpoints.remove(endpoint.arn());
        arnsByToken.remove(tokenKey(endpoint.application(), endpoint.token()));
        arnsByNumber.remove(endpoint.number());
    }

    private static String tokenKey(String application, String token) {
        return application + "\n" + token;
    }

    private Lines lines() {
        return new Lines(clock.millis());
    }
}
