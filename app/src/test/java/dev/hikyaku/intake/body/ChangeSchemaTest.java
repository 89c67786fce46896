package dev.hikyaku.intake.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schema never refuses what the reader takes.
class ChangeSchemaTest {
    @TempDir
    private Path folder;

    private Schema schema;
    private ChangeReader reader;

    @BeforeEach
    void publish() {
        var sync = BodySyncs.contact(folder);
        reader = new ChangeReader(sync);
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ChangeSchema.of(sync));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"1\",\"op\":\"delete\"}",
                "{\"key\":1,\"operation\":\"delete\",\"version\":9223372036854775807}",
                "{\"sync\":\"contact\",\"key\":\"1\",\"op\":\"upsert\",\"data\":{}}",
                "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"id\":1,\"name\":\"a\",\"score\":1.5,\"wants\":true,\"phone\":null}}",
                "{\"key\":\"1\",\"op\":\"delete\",\"data\":null,\"version\":null,\"at\":null,\"requestId\":null}",
                "{\"key\":\"1\",\"op\":\"upsert\",\"at\":\"2026-11-22T10:02:11+09:00\",\"requestId\":\"r\",\"data\":{\"name\":\"佐藤\"},"
                        + "\"traceParent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"}"
            })
    void takesWhatTheReaderTakes(String body) {
        assertThat(reader.read(ChangeReader.bytes(body), Given.NOTHING)).isInstanceOf(Reading.Right.class);
        assertThat(schema.validate(body, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":\"delete\"}",
                "{\"key\":\"\",\"op\":\"delete\"}",
                "{\"key\":\"1\",\"op\":\"remove\"}",
                "{\"key\":\"1\",\"op\":\"delete\",\"operation\":\"delete\"}",
                "{\"key\":\"1\",\"op\":\"delete\",\"version\":0}",
                "{\"key\":\"1\",\"op\":\"delete\",\"version\":\"1\"}",
                "{\"key\":\"1\",\"op\":\"delete\",\"extra\":1}",
                "{\"key\":\"1\",\"op\":\"delete\",\"sync\":\"account\"}",
                "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"nmae\":1}}",
                "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"name\":[]}}",
                "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"name\":\"longer than twenty characters\"}}",
                "{\"key\":\"1\",\"op\":\"delete\",\"requestId\":\"a b\"}"
            })
    void refusesNothingElse(String body) {
        assertThat(schema.validate(body, InputFormat.JSON)).isNotEmpty();
        assertThat(reader.read(ChangeReader.bytes(body), Given.NOTHING)).isInstanceOf(Reading.Wrong.class);
    }

    @Test
    void saysWhichFieldsAColumnFeeds() {
        assertThat(ChangeSchema.node(BodySyncs.contact(folder))
                        .path("properties")
                        .path("data")
                        .path("properties")
                        .path("name")
                        .path("description")
                        .stringValue())
                .isEqualTo("LastName");
    }
}
