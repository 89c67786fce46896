package dev.hikyaku.simulators.salesforce.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads the YAML file that describes the fake org, and names all its problems at once.
public final class SchemaReader {
    private static final String ORG_ID = "00D5g000004Hik0EAC";
    private static final Map<String, String> STANDARD_PREFIXES = Map.of(
            "Account", "001",
            "Contact", "003",
            "User", "005",
            "Opportunity", "006",
            "Lead", "00Q",
            "Case", "500",
            "Asset", "02i",
            "Product2", "01t",
            "Task", "00T",
            "Event", "00U");

    private static final Set<String> ORG_KEYS = ordered(
            "id",
            "name",
            "dailyApiRequests",
            "dailyBulkBatches",
            "maxUploadBytes",
            "batchRetries",
            "recycledKeysBlock",
            "clients");

    private final List<String> problems = new ArrayList<>();
    private final FieldReader fieldReader = new FieldReader();
    private int nextPrefix = 1;

    private SchemaReader() {}

    /// Reads the file.
    ///
    /// @throws SchemaException when anything in it is wrong
    public static OrgSchema read(Path file) {
        try {
            return new SchemaReader().read(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException unreadable) {
            throw new SchemaException(
                    List.of(file + ": found no readable file, wanted a schema in YAML (" + unreadable + ")"));
        }
    }

    private OrgSchema read(String fileName, String text) {
        var root = new YamlNode(fileName, "", parsed(fileName, text), problems);
        var entries = root.map(ordered("org", "objects"));
        var org = org(root.child(entries, "org"));
        var objects = objects(root.child(entries, "objects"));
        fieldReader.checkTargets(objects.keySet());
        if (!problems.isEmpty()) {
            throw new SchemaException(problems);
        }
        return new OrgSchema(org.id(), org.name(), org.allowances(), org.clients(), objects);
    }

    private static @Nullable Node parsed(String fileName, String text) {
        try {
            var settings = LoadSettings.builder().setLabel(fileName).build();
            return new Compose(settings).composeString(text).orElse(null);
        } catch (MarkedYamlEngineException broken) {
            var place = broken.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw new SchemaException(List.of(fileName + place + "  not YAML: " + broken.getProblem()));
        }
    }

    private OrgSchema org(YamlNode node) {
        var entries = node.map(ORG_KEYS);
        var allowances = new OrgSchema.Allowances(
                node.child(entries, "dailyApiRequests").number(1, 100_000),
                node.child(entries, "dailyBulkBatches").number(1, 15_000),
                node.child(entries, "maxUploadBytes").number(1, 100_000_000),
                node.child(entries, "batchRetries").number(0, 20),
                node.child(entries, "recycledKeysBlock").flag(false));
        var id = node.child(entries, "id").text(ORG_ID);
        if (!id.matches("00D[0-9A-Za-z]{15}")) {
            node.child(entries, "id").problem(id, "an organisation id: 00D and 15 more letters or digits");
        }
        var clients = new ArrayList<OrgSchema.Client>();
        for (var item : node.child(entries, "clients").list()) {
            clients.add(client(item));
        }
        if (clients.isEmpty()) {
            clients.add(new OrgSchema.Client("hikyaku", "simulator", "hikyaku@example.com", null));
        }
        var name = node.child(entries, "name").text("Example");
        return new OrgSchema(id, name, allowances, List.copyOf(clients), Map.of());
    }

    private static OrgSchema.Client client(YamlNode node) {
        var entries = node.map(ordered("id", "secret", "username", "publicKey"));
        var id = node.child(entries, "id").text("");
        if (id.isEmpty()) {
            node.problem("no id", "the client's id");
        }
        return new OrgSchema.Client(
                id,
                node.child(entries, "secret").text("simulator"),
                node.child(entries, "username").text("hikyaku@example.com"),
                key(node.child(entries, "publicKey")));
    }

    private static @Nullable RSAPublicKey key(YamlNode node) {
        var pem = node.text("");
        if (pem.isEmpty()) {
            return null;
        }
        try {
            var bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            node.problem("no RSA public key", "PEM text that starts with -----BEGIN PUBLIC KEY-----");
            return null;
        }
    }

    private Map<String, ObjectSchema> objects(YamlNode node) {
        var objects = new LinkedHashMap<String, ObjectSchema>();
        node.map(Set.of()).forEach((name, value) -> objects.put(name, object(name, value)));
        if (objects.isEmpty()) {
            node.problem("no objects", "at least one object");
        }
        return objects;
    }

    private ObjectSchema object(String name, YamlNode node) {
        var entries = node.map(ordered("label", "keyPrefix", "fields", "duplicateRules", "validationRules"));
        var prefixNode = node.child(entries, "keyPrefix");
        var prefix = prefixNode.text(standardPrefix(name));
        if (!prefix.matches("[0-9A-Za-z]{3}")) {
            prefixNode.problem(prefix, "three letters or digits");
        }
        var fields = new ArrayList<Field>();
        node.child(entries, "fields")
                .map(Set.of())
                .forEach((field, value) -> fields.add(fieldReader.read(field, value)));
        if (fields.isEmpty()) {
            node.problem("no fields", "at least one field");
        }
        var object = new ObjectSchema(name, FieldReader.label(node.child(entries, "label"), name), prefix, fields);
        return object.with(new RulesReader(object).read(node, entries));
    }

    private String standardPrefix(String objectName) {
        var known = STANDARD_PREFIXES.get(objectName);
        if (known != null) {
            return known;
        }
        var number = nextPrefix++;
        return "a" + (char) ('0' + number / 10 % 10) + (char) ('0' + number % 10);
    }

    static Set<String> ordered(String... keys) {
        return new LinkedHashSet<>(List.of(keys));
    }
}
