package dev.hikyaku.crucible.doors;

import dev.hikyaku.crucible.world.FakeOrg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The files of the project, and what the service is told by its environment.
record Project(Path folder) {
    private static final String SYNC = """
            version: 1
            sync: note
            salesforce: { object: Note__c, externalId: AppId__c }
            source: { intake: true, key: id }
            fields:
              Text__c: text
              Counter__c: counter
            operations: { upsert: {}, delete: {} }
            """;

    private static final String SCHEMA = """
            objects:
              Note__c:
                fields:
                  AppId__c: { type: text, length: 40, externalId: true, unique: true }
                  Text__c: { type: text, length: 200 }
                  Counter__c: { type: text, length: 20 }
            """;

    void write() {
        write("hikyaku.yaml", "version: 1\n");
        write("syncs/note.yaml", SYNC);
        write("schema.yaml", SCHEMA);
    }

    private void write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Map<String, String> environment(OwnMariaDb database, FakeOrg org) {
        var environment = new HashMap<String, String>();
        environment.put("HIKYAKU_LEDGER_URL", database.url("ledger"));
        environment.put("HIKYAKU_LEDGER_USER", "root");
        environment.put("HIKYAKU_LEDGER_PASSWORD", "");
        environment.put("HIKYAKU_APPLICATION_URL", database.url("shop"));
        environment.put("HIKYAKU_APPLICATION_USER", "root");
        environment.put("HIKYAKU_APPLICATION_PASSWORD", "");
        environment.put("HIKYAKU_SALESFORCE_LOGIN", org.url().toString());
        environment.put("HIKYAKU_SALESFORCE_CLIENT_ID", "hikyaku");
        environment.put("HIKYAKU_SALESFORCE_CLIENT_SECRET", "simulator");
        environment.put("HIKYAKU_WORK_DIR", folder.resolve("work").toString());
        environment.put("HIKYAKU_LANG", "en");
        // An update whose call nobody heard the end of is repeated: only bulk jobs can be judged strictly.
        environment.put("HIKYAKU_BULK_ABOVE", "0");
        return environment;
    }

    /// What opens the doors.
    static Map<String, String> doors(URI door, URI queue) {
        var environment = new HashMap<String, String>();
        environment.put("HIKYAKU_HTTP_PORT", Integer.toString(door.getPort()));
        environment.put("HIKYAKU_HTTP_AUTH", "hmac");
        environment.put("HIKYAKU_HTTP_SECRETS_SHOP", HttpCaller.SECRET);
        environment.put("HIKYAKU_SQS_QUEUE", queue.toString());
        environment.put("HIKYAKU_SQS_ENDPOINT", queue.resolve("/").toString());
        environment.put("HIKYAKU_SQS_REGION", "ap-northeast-1");
        environment.put("HIKYAKU_SQS_VISIBILITY", "5s");
        environment.put("AWS_ACCESS_KEY_ID", "id");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        return environment;
    }
}
