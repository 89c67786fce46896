package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.Sync.Label;
import dev.hikyaku.manifest.campaign.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.springframework.boot.convert.DurationStyle;

/// A view of one mapping that forgives everything: what is no mapping has no keys, and of two equal keys the first
/// counts. Texts are as spelled: `0123`, `NO` and `22:00` stay what they are.
public record Mapping(List<NodeTuple> tuples) {
    private static final Duration USUAL_GRACE = Duration.ofHours(1);
    private static final String RECIPIENT = "recipient";

    /// What is no mapping has no keys.
    public static Mapping of(@Nullable Node node) {
        return node instanceof MappingNode mapping ? new Mapping(mapping.getValue()) : new Mapping(List.of());
    }

    /// The text of a node; null when it is none (YAML's null among them).
    public static @Nullable String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL) ? scalar.getValue() : null;
    }

    /// The texts of a node under keys that are texts, in the order of the file.
    public Map<String, NodeTuple> entries() {
        var entries = new LinkedHashMap<String, NodeTuple>();
        for (var tuple : tuples) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entries.putIfAbsent(key.getValue(), tuple);
            }
        }
        return entries;
    }

    /// What stands behind a key, or null.
    public @Nullable Node value(String key) {
        var tuple = entries().get(key);
        return tuple == null ? null : tuple.getValueNode();
    }

    /// The text behind a key, or null.
    public @Nullable String text(String key) {
        return text(value(key));
    }

    /// The mapping behind a key; empty when there is none.
    public Mapping section(String key) {
        return of(value(key));
    }

    /// The name for people: `label`, in one language or both.
    ///
    /// @param usual for a language that has none
    public Label label(String usual) {
        var both = text("label");
        if (both != null) {
            return new Label(both, both);
        }
        var ja = section("label").text("ja");
        var en = section("label").text("en");
        return new Label(
                ja != null ? ja : en != null ? en : usual, //
                en != null ? en : ja != null ? ja : usual);
    }

    /// The word of an enum behind a key, checked before.
    public <W extends Enum<W>> W word(Class<W> words, String key, W usual) {
        var written = text(key);
        return written == null
                ? usual
                : Enum.valueOf(words, written.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// The time behind a key, checked before.
    public Duration duration(String key, Duration usual) {
        var written = text(key);
        return written == null ? usual : DurationStyle.SIMPLE.parse(written);
    }

    /// When something starts by itself; null when it does not.
    ///
    /// @param usual zone, where the schedule names none
    public @Nullable Schedule schedule(ZoneId usual) {
        if (value("schedule") == null) {
            return null;
        }
        var longhand = section("schedule");
        var cron = Objects.requireNonNullElse(text("schedule"), Objects.requireNonNullElse(longhand.text("cron"), ""));
        var zone = longhand.text("zone");
        var ofRecipients = RECIPIENT.equals(zone);
        return new Schedule(
                cron.strip(),
                ofRecipients ? Schedule.FIRST : zone == null ? usual : ZoneId.of(zone),
                ofRecipients,
                longhand.word(Schedule.Missed.class, "missed", Schedule.Missed.RUN_ONCE),
                longhand.duration("grace", USUAL_GRACE));
    }
}
