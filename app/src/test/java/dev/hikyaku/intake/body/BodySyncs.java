package dev.hikyaku.intake.body;

import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.manifest.Sync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Syncs for tests of bodies, read from real manifests.
final class BodySyncs {
    static final String CONTACT = """
            version: 1
            sync: contact
            salesforce: { object: Contact, externalId: AppUserId__c }
            source: SOURCE
            fields:
              LastName: { from: name, max: 20, type: text, tooLong: reject }
              Phone: phone
              Birthdate: { from: born, type: date }
              Score__c: { from: score, type: number }
              Wants__c: { from: wants, type: boolean }
              Note__c: { from: note, type: number, invalid: clear }
            """;

    private BodySyncs() {}

    /// Contacts whose changes are handed in.
    static Sync contact(Path folder) {
        return read(folder, CONTACT.replace("SOURCE", "{ intake: true, key: id }"));
    }

    /// Contacts whose table is scanned as well.
    static Sync scanned(Path folder) {
        return read(folder, CONTACT.replace("SOURCE", "{ table: users, key: id, zone: Asia/Tokyo }"));
    }

    private static Sync read(Path folder, String contact) {
        try {
            Files.createDirectories(folder.resolve("syncs"));
            Files.writeString(folder.resolve("hikyaku.yaml"), "version: 1\n");
            Files.writeString(folder.resolve("syncs/contact.yaml"), contact);
            return Manifest.read(folder).syncs().getFirst();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
