package dev.hikyaku.crucible.world;

import dev.hikyaku.crucible.promises.Effect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The truth about the fake org: what its journal says was done, in order.
///
/// @param effects committed effects on records
/// @param codes codes of refused rows
/// @param jobs how many bulk jobs got into each state they went through
public record JournalOracle(List<Effect> effects, List<String> codes, Map<String, Integer> jobs) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Reads a journal; what was not committed, or torn by a kill, never happened.
    public static JournalOracle read(Path file) {
        var told = new JournalOracle(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        var uncommitted = new ArrayList<JsonNode>();
        try {
            for (var line : Files.readAllLines(file)) {
                var node = JSON.readTree(line);
                var kind = node.path("kind").asString("");
                if (kind.startsWith("record.") || kind.equals("row.failed")) {
                    uncommitted.add(node);
                } else {
                    uncommitted.forEach(told::tell);
                    uncommitted.clear();
                    told.tell(node);
                }
            }
        } catch (JacksonException torn) {
            return told;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return told;
    }

    private void tell(JsonNode line) {
        switch (line.path("kind").asString("")) {
            case "record.created" -> effects.add(effect(Effect.Kind.CREATED, line));
            case "record.updated" -> effects.add(effect(Effect.Kind.UPDATED, line));
            case "record.deleted" -> effects.add(effect(Effect.Kind.DELETED, line));
            case "row.failed" -> codes.add(line.path("code").asString(""));
            case "job.created" -> jobs.merge("Open", 1, Integer::sum);
            case "job.state" -> jobs.merge(line.path("state").asString(""), 1, Integer::sum);
            default -> {
                // sessions and uploads: no effect on records
            }
        }
    }

    private static Effect effect(Effect.Kind kind, JsonNode line) {
        var values = new LinkedHashMap<String, String>();
        line.path("values")
                .properties()
                .forEach(member -> values.put(member.getKey(), member.getValue().asString("")));
        return new Effect(
                kind,
                line.path("object").asString(""),
                line.path("id").asString(""),
                line.path("externalId").asString(""),
                values);
    }

    /// Records of an object as they are now: external id -> field -> value; empty fields are empty texts.
    public Map<String, Map<String, String>> records(String object) {
        var byId = new LinkedHashMap<String, Map<String, String>>();
        var keys = new LinkedHashMap<String, String>();
        for (var effect : effects) {
            if (effect.object().equals(object)) {
                switch (effect.kind()) {
                    case CREATED -> {
                        byId.put(effect.id(), new LinkedHashMap<>(effect.values()));
                        keys.put(effect.id(), effect.key());
                    }
                    case UPDATED ->
                        byId.computeIfAbsent(effect.id(), _ -> new LinkedHashMap<>())
                                .putAll(effect.values());
                    case DELETED -> byId.remove(effect.id());
                }
            }
        }
        var records = new LinkedHashMap<String, Map<String, String>>();
        byId.forEach((id, values) -> records.put(keys.getOrDefault(id, "?" + id), values));
        return records;
    }
}
