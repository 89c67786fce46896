package dev.hikyaku.metrics.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hikyaku.metrics.Forgotten;
import dev.hikyaku.metrics.Metric;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The line for CloudWatch, against the schema of its specification.
class EmfTest {
    private static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");

    /// From Amazon CloudWatch, "Specification: Embedded metric format", its JSON schema, as far as we use it.
    private static final String SCHEMA = """
            {
              "type": "object",
              "required": ["_aws", "Run"],
              "properties": {
                "_aws": {
                  "type": "object",
                  "required": ["Timestamp", "CloudWatchMetrics"],
                  "properties": {
                    "Timestamp": { "type": "integer" },
                    "CloudWatchMetrics": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": ["Namespace", "Dimensions", "Metrics"],
                        "properties": {
                          "Namespace": { "type": "string", "minLength": 1, "maxLength": 1024 },
                          "Dimensions": {
                            "type": "array", "minItems": 1,
                            "items": { "type": "array", "minItems": 1, "maxItems": 30,
                                       "items": { "type": "string", "minLength": 1, "maxLength": 250 } }
                          },
                          "Metrics": {
                            "type": "array", "minItems": 1, "maxItems": 100,
                            "items": {
                              "type": "object",
                              "required": ["Name"],
                              "properties": {
                                "Name": { "type": "string", "minLength": 1, "maxLength": 1024 },
                                "Unit": { "enum": ["Seconds", "Count"] }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
            """;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void close() {
        Forgotten.all("emf");
        Metrics.removeRegistry(registry);
    }

    private String line() {
        Metric.RECORD.add(40, "emf", "accepted", "none");
        Metric.RECORD.add(2, "emf", "rejected", "values");
        Metric.RECORD.add(1, "emf", "rejected", "access");
        Metric.BACKLOG_AGE.set(12.5, "emf");
        Metric.REQUEST.took(Duration.ofMillis(250), "salesforce", "emf", "success", "none");
        var line = Emf.line(registry, "contact+account", AT);
        assertThat(line).isNotNull().doesNotContain("\n");
        return line;
    }

    @Test
    void isALineOfTheEmbeddedMetricFormat() {
        var line = line();
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SCHEMA);
        assertThat(schema.validate(line, InputFormat.JSON)).isEmpty();
        var root = JsonMapper.shared().readTree(line);
        var directive = root.at("/_aws/CloudWatchMetrics/0");
        for (var metric : directive.path("Metrics")) {
            assertThat(root.path(metric.path("Name").asString()).isNumber())
                    .as(metric.toString())
                    .isTrue();
        }
        for (var dimension : directive.at("/Dimensions/0")) {
            assertThat(root.path(dimension.asString()).asString()).isEqualTo("contact+account");
        }
        assertThat(root.at("/_aws/Timestamp").asLong()).isEqualTo(AT.toEpochMilli());
    }

    @Test
    void sumsUpByOutcome() {
        var root = JsonMapper.shared().readTree(line());
        assertThat(root.path("hikyaku_record_accepted").asDouble()).isEqualTo(40);
        assertThat(root.path("hikyaku_record_rejected").asDouble())
                .as("both reasons")
                .isEqualTo(3);
        assertThat(root.path("hikyaku_backlog_oldest_age").asDouble()).isEqualTo(12.5);
        assertThat(root.path("hikyaku_saas_client_request_duration_success_seconds")
                        .asDouble())
                .isEqualTo(0.25);
    }

    @Test
    void whereNothingWasMeasuredThereIsNoLine() {
        assertThat(Emf.line(new SimpleMeterRegistry(), "contact", AT)).isNull();
    }
}
