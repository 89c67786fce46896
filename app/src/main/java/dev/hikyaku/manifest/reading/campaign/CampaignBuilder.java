package dev.hikyaku.manifest.reading.campaign;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.hikyaku.manifest.campaign.Audience;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.manifest.campaign.Limits;
import dev.hikyaku.manifest.campaign.Message;
import dev.hikyaku.manifest.campaign.QuietHours;
import dev.hikyaku.manifest.reading.Mapping;
import dev.hikyaku.manifest.reading.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/// Makes the records of one checked campaign.
public final class CampaignBuilder {

    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration USUAL_TTL = Duration.ofHours(12);
    private static final Duration USUAL_EXPIRY = Duration.ofHours(24);
    private static final String RECIPIENT = "recipient";
    private static final String USUAL_GROUP = "general";

    /// A mistake in a WHERE sends to everyone; that is seldom less than ten times the usual.
    private static final double USUAL_VERSUS_USUAL = 10;

    private final Path folder;
    private final YamlFile file;
    private final Mapping keys;
    private final ZoneId usualZone;

    /// @param usualZone the project's
    public CampaignBuilder(Path folder, YamlFile file, ZoneId usualZone) {
        this.folder = folder;
        this.file = file;
        this.keys = file.keys();
        this.usualZone = usualZone;
    }

    /// The campaign.
    public Campaign campaign() {
        var name = requireNonNull(keys.text("campaign"));
        var schedule = keys.schedule(usualZone);
        return new Campaign(
                name,
                keys.label(name),
                audience(keys.section("audience"), schedule == null ? usualZone : schedule.zone()),
                message(keys.section("message")),
                schedule,
                quietHours(),
                limits(keys.section("limits")),
                keys.word(Campaign.Repeats.class, "repeats", Campaign.Repeats.AT_MOST_ONCE),
                keys.word(Campaign.Chosen.class, "devices", Campaign.Chosen.ALL),
                keys.duration("expires", USUAL_EXPIRY),
                approval(),
                keys.text("after"));
    }

    private Audience audience(Mapping audience, ZoneId zone) {
        var once = AudienceRules.once(audience.value("once")).stream()
                .map(Mapping::text)
                .filter(Objects::nonNull)
                .toList();
        var sql = requireNonNull(AudienceText.read(folder, file, false)).sql();
        return new Audience(
                sql.strip(),
                texts(audience.section("params")),
                requireNonNullElse(audience.text("user"), AudienceRules.USUAL_USER),
                once,
                audience.text("consent"),
                guard(audience.section("guard")),
                audience.duration("timeout", USUAL_TIMEOUT),
                zone,
                still(audience));
    }

    private static Audience.@Nullable Still still(Mapping audience) {
        if (audience.value("still") == null) {
            return null;
        }
        var still = audience.section("still");
        return new Audience.Still(PushBuilder.from(still), requireNonNull(still.text("column")));
    }

    private static Audience.Guard guard(Mapping guard) {
        var max = guard.text("max");
        var times = guard.text("maxVsUsual");
        return new Audience.Guard(
                max == null ? null : Long.valueOf(max),
                times == null ? USUAL_VERSUS_USUAL : Double.parseDouble(times.substring(0, times.length() - 1)));
    }

    private static Message message(Mapping message) {
        var texts = new LinkedHashMap<String, Message.Text>();
        var languages = MessageRules.languages(message);
        for (var language : languages) {
            var text = message.section(language);
            texts.put(
                    language,
                    new Message.Text(
                            requireNonNull(text.text("title")), requireNonNull(text.text("body")), text.text("image")));
        }
        var overrides = new LinkedHashMap<String, String>();
        message.section("overrides")
                .entries()
                .forEach((platform, tuple) -> overrides.put(
                        platform, NodeJson.write(tuple.getValueNode()).orElseThrow()));
        return new Message(
                requireNonNullElse(message.text("default"), languages.getFirst()),
                texts,
                message.text("open"),
                texts(message.section("data")),
                message.duration("ttl", USUAL_TTL),
                message.word(Message.TooLong.class, "tooLong", Message.TooLong.REJECT),
                overrides);
    }

    private static Map<String, String> texts(Mapping mapping) {
        var texts = new LinkedHashMap<String, String>();
        mapping.entries().forEach((name, tuple) -> texts.put(name, requireNonNull(Mapping.text(tuple.getValueNode()))));
        return texts;
    }

    private @Nullable QuietHours quietHours() {
        if (keys.value("quietHours") == null) {
            return null;
        }
        var hours = keys.section("quietHours");
        var zone = requireNonNullElse(hours.text("zone"), RECIPIENT);
        return new QuietHours(
                LocalTime.parse(requireNonNull(hours.text("from"))),
                LocalTime.parse(requireNonNull(hours.text("to"))),
                zone.equals(RECIPIENT) ? null : ZoneId.of(zone),
                hours.word(QuietHours.Then.class, "then", QuietHours.Then.HOLD));
    }

    private static Limits limits(Mapping limits) {
        var cap = limits.text("perUser");
        var rate = limits.text("rate");
        return new Limits(
                cap == null ? null : cap(cap, limits.word(Limits.Over.class, "over", Limits.Over.SUPPRESS)),
                rate == null ? null : rate(rate),
                requireNonNullElse(limits.text("group"), USUAL_GROUP),
                limits.word(Limits.Priority.class, "priority", Limits.Priority.USUAL));
    }

    private static Limits.PerUser cap(String written, Limits.Over over) {
        var parts = written.split(" per ", 2);
        var window = switch (parts[1]) {
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            case "week" -> Duration.ofDays(7);
            default -> DurationStyle.SIMPLE.parse(parts[1]);
        };
        return new Limits.PerUser(Integer.parseInt(parts[0]), window, over);
    }

    private static double rate(String written) {
        var parts = written.split("/", 2);
        var seconds = switch (parts[1]) {
            case "s" -> 1;
            case "m" -> 60;
            default -> 3_600;
        };
        return Double.parseDouble(parts[0]) / seconds;
    }

    private Campaign.@Nullable Approval approval() {
        if (keys.value("approval") == null) {
            return null;
        }
        var approval = keys.section("approval");
        return new Campaign.Approval(
                Long.parseLong(requireNonNull(approval.text("above"))), requireNonNull(approval.text("by")));
    }
}
