package dev.hikyaku.metrics.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogEventTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aLineIsJsonInTheFormOfTheElasticCommonSchema() {
        var context = context();
        try (var _ = MDC.putCloseable("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736")) {
            context.getLogger("some.Class")
                    .atWarn()
                    .addKeyValue("event.action", "trouble")
                    .addKeyValue("hikyaku.sync", "contact")
                    .log("two\nlines");
        }
        var line = line();
        assertThat(line.at("/ecs/version").asString()).isNotEmpty();
        assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
        assertThat(line.at("/log/logger").asString()).isEqualTo("some.Class");
        assertThat(line.at("/service/name").asString()).isEqualTo("hikyaku");
        assertThat(line.at("/event/action").asString()).isEqualTo("trouble");
        assertThat(line.at("/hikyaku/sync").asString()).isEqualTo("contact");
        assertThat(line.at("/trace/id").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.path("message").asString()).isEqualTo("two\nlines");
        assertThat(line.path("@timestamp").asString()).endsWith("Z");
    }

    private LoggerContext context() {
        var context = new LoggerContext();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(new PatternLayoutEncoder());
        appender.setOutputStream(out);
        context.setMDCAdapter(MDC.getMDCAdapter());
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        JsonLog.begin(context);
        appender.start();
        return context;
    }

    private JsonNode line() {
        var text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void onlyWhatIsListedCanBeTold() {
        assertThatThrownBy(() -> LogEvent.TROUBLE.tell(Map.of("payload", "{}")))
                .hasMessage("trouble: found [payload], wanted some of [sync, code]");
        assertThat(Arrays.stream(LogEvent.values()).map(LogEvent::fields))
                .allSatisfy(fields -> assertThat(fields).doesNotContain("key", "record", "payload", "user", "address"));
        assertThat(Arrays.stream(LogEvent.values()).map(LogEvent::word)).doesNotHaveDuplicates();
    }
}
