package dev.hikyaku.metrics.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Logs as JSON lines in the form of the Elastic Common Schema, written by Spring Boot's encoder.
public final class JsonLog {
    private JsonLog() {}

    /// Turns to JSON when the format says so; anything but `json` leaves the logs as they are.
    public static void begin(@Nullable String format) {
        if (format == null || !format.strip().equalsIgnoreCase("json")) {
            return;
        }
        // Spring Boot would begin anew with the file of this program, each time a run begins.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            begin(context);
        }
    }

    static void begin(LoggerContext context) {
        context.putObject(Environment.class.getName(), environment());
        var appenders = context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> stream) {
                stream.setEncoder(encoder(context));
            }
        }
        context.getLogger(LogEvent.LOGGER).setLevel(Level.INFO);
    }

    private static Environment environment() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("hikyaku", Map.of("logging.structured.ecs.service.name", "hikyaku")));
        return environment;
    }

    /// Spring Boot's, for this context.
    static StructuredLogEncoder encoder(LoggerContext context) {
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return encoder;
    }
}
