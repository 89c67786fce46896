package dev.hikyaku.push;

import dev.hikyaku.gateway.Gateway;
import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.push.pace.PaceClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which provider is asked: the first one, unless it rests or is broken and there is another.
final class Route {
    private final Map<String, Circuit> circuits = new LinkedHashMap<>();
    private final List<Gateway> gateways;

    Route(List<Gateway> gateways, PaceClock clock, Duration noHint) {
        this.gateways = gateways;
        gateways.forEach(gateway -> circuits.put(gateway.name(), new Circuit(clock, noHint)));
    }

    /// Whom to ask now; empty when all rest or are broken.
    Optional<Gateway> now() {
        return gateways.stream().filter(this::works).findFirst();
    }

    boolean works(Gateway gateway) {
        var circuit = circuit(gateway);
        return circuit.broken() == null && circuit.rest().isZero();
    }

    /// Whether one delivery has to try before others follow.
    boolean isOnTrial(Gateway gateway) {
        return circuit(gateway).isSilent();
    }

    /// How long until one can be asked; empty when all are broken.
    Optional<Duration> rest() {
        return circuits.values().stream()
                .filter(circuit -> circuit.broken() == null)
                .map(Circuit::rest)
                .min(Duration::compareTo);
    }

    /// What is broken, for people.
    String broken() {
        return circuits.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().broken())
                .collect(Collectors.joining("; "));
    }

    void hear(Gateway gateway, Outcome outcome) {
        circuit(gateway).hear(outcome);
    }

    private Circuit circuit(Gateway gateway) {
        return Objects.requireNonNull(circuits.get(gateway.name()));
    }
}
