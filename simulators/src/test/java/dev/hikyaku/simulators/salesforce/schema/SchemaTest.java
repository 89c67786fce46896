package dev.hikyaku.simulators.salesforce.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    @TempDir
    Path folder;

    @Test
    void namesAllProblemsAtOnceWithTheirPlaces() throws IOException {
        var file = Files.writeString(folder.resolve("org.yaml"), """
                org: { id: 00Dshort, dailyApiRequests: many, colour: red }
                objects:
                  Contact:
                    fields:
                      LastName: { type: string, required: perhaps }
                      Plan__c: { type: picklist }
                      AccountId: { type: reference, to: Account }
                      Boss__c: { type: reference }
                """);

        assertThatThrownBy(() -> SchemaReader.read(file))
                .isInstanceOf(SchemaException.class)
                .hasMessage("""
                org.yaml:1:46  org.colour: found the unknown key colour, wanted one of id, name, dailyApiRequests, \
                dailyBulkBatches, maxUploadBytes, batchRetries, recycledKeysBlock, clients
                org.yaml:1:40  org.dailyApiRequests: found many, wanted a whole number from 1
                org.yaml:1:12  org.id: found 00Dshort, wanted an organisation id: 00D and 15 more letters or digits
                org.yaml:5:25  objects.Contact.fields.LastName.type: found type string, wanted one of text, textarea, \
                email, phone, url, picklist, multipicklist, boolean, int, double, currency, percent, date, datetime, \
                reference, masterDetail
                org.yaml:5:43  objects.Contact.fields.LastName.required: found perhaps, wanted true or false
                org.yaml:6:16  objects.Contact.fields.Plan__c: found a picklist without values, wanted values: [...]
                org.yaml:8:16  objects.Contact.fields.Boss__c: found a reference without to, wanted the object it \
                points to
                org.yaml:7:41  objects.Contact.fields.AccountId.to: found Account, wanted one of the declared objects \
                Contact""");
    }

    @Test
    void namesProblemsOfRulesAndTriggers() throws IOException {
        var file = Files.writeString(folder.resolve("org.yaml"), """
                objects:
                  Contact:
                    duplicateRules: [[LastNam]]
                    validationRules: [{ when: "LastName ~ x", field: Nam }]
                    fields:
                      LastName: { type: text, trigger: shout }
                """);

        assertThatThrownBy(() -> SchemaReader.read(file))
                .isInstanceOf(SchemaException.class)
                .hasMessage("""
                org.yaml:6:40  objects.Contact.fields.LastName.trigger: found shout, wanted upper, lower, trim or \
                { constant: ... }
                org.yaml:3:23  objects.Contact.duplicateRules[0][0]: found the field LastNam, wanted a field of Contact
                org.yaml:4:31  objects.Contact.validationRules[0].when: found LastName ~ x, wanted a field, \
                = != < <= > or >=, and a value
                org.yaml:4:54  objects.Contact.validationRules[0].field: found the field Nam, wanted a field of \
                Contact""");
    }

    @Test
    void namesThePlaceWhereYamlBreaks() throws IOException {
        var file = Files.writeString(folder.resolve("org.yaml"), "objects: [\n");

        assertThatThrownBy(() -> SchemaReader.read(file))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("org.yaml:2:1  not YAML: ");
    }

    @Test
    void readsAnOrgWithDefaults() {
        var schema = SchemaReader.read(Path.of("src/test/resources/company.yaml"));

        assertThat(schema.name()).isEqualTo("Example");
        assertThat(schema.allowances().dailyBulkBatches()).isEqualTo(15_000);
        assertThat(schema.clients())
                .singleElement()
                .satisfies(client -> assertThat(client.id()).isEqualTo("hikyaku"));
        assertThat(schema.objects().keySet()).containsExactly("Account", "Contact", "Invoice__c", "Note__c");
    }
}
