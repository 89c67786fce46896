package dev.hikyaku.infra;

import static dev.hikyaku.infra.Synthesised.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AwsPageTest {
    @Test
    void everyResourceThatThePageNamesIsInATemplate() throws IOException {
        var made = new TreeSet<String>();
        Synthesised.all().forEach(one -> {
            one.baseTemplate()
                    .path("Resources")
                    .forEach(resource -> made.add(resource.path("Type").asString()));
            one.template()
                    .path("Resources")
                    .forEach(resource -> made.add(resource.path("Type").asString()));
        });
        var named = Pattern.compile("`((?:AWS::\\w+::\\w+)|Custom::\\w+)`")
                .matcher(Files.readString(ROOT.resolve("docs/reference/aws.md")))
                .results()
                .map(hit -> hit.group(1))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(20)
                .allSatisfy(type -> assertThat(made).contains(type));
    }
}
