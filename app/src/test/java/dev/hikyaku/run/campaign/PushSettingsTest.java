package dev.hikyaku.run.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.push.Knobs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class PushSettingsTest {
    private static PushSettings said(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.forEach(source -> sources.remove(source.getName()));
        sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        ConfigurationPropertySources.attach(environment);
        return PushSettings.of(environment);
    }

    @Test
    void withoutAnySettingARunIsAsUsual() {
        assertThat(said(Map.of()).knobs()).isEqualTo(Knobs.usual());
        assertThat(said(Map.of()).allowed()).accepts("anybody");
    }

    @Test
    void eachIsAnEnvironmentVariable() {
        var said = said(Map.of(
                "HIKYAKU_PUSH_IN_FLIGHT", "7",
                "HIKYAKU_PUSH_NO_HINT", "9s",
                "HIKYAKU_PUSH_CANARY_MOST_REFUSED", "0.25"));
        assertThat(said.inFlight()).isEqualTo(7);
        assertThat(said.noHint()).isEqualTo(Duration.ofSeconds(9));
        assertThat(said.canary().mostRefused()).isEqualTo(0.25);
        assertThat(said.canary().first()).isEqualTo(100);
    }

    @Test
    void anAllowListMayBeEmpty() {
        assertThat(said(Map.of("HIKYAKU_PUSH_ONLY", "42,43")).allowed())
                .accepts("42", "43")
                .rejects("4", "44");
        assertThat(said(Map.of("HIKYAKU_PUSH_ONLY", "")).allowed()).rejects("42");
    }
}
