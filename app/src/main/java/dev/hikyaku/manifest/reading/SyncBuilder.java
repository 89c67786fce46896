package dev.hikyaku.manifest.reading;

import static java.util.Objects.requireNonNull;

import dev.hikyaku.manifest.Expression;
import dev.hikyaku.manifest.Field;
import dev.hikyaku.manifest.Reference;
import dev.hikyaku.manifest.Source;
import dev.hikyaku.manifest.Sync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.springframework.boot.convert.DurationStyle;

/// Makes the records of one checked file.
final class SyncBuilder {

    private static final double USUAL_DELETE_GUARD = 0.2;

    private final Path folder;
    private final Mapping keys;
    private final ZoneId usualZone;

    SyncBuilder(Path folder, Mapping keys, ZoneId usualZone) {
        this.folder = folder;
        this.keys = keys;
        this.usualZone = usualZone;
    }

    Sync sync() {
        var name = requireNonNull(keys.text("sync"));
        var salesforce = keys.section("salesforce");
        var deletes = keys.section("operations").value("delete") == null ? Sync.Deletes.KEEP : Sync.Deletes.DELETE;
        return new Sync(
                name,
                keys.label(name),
                requireNonNull(salesforce.text("object")),
                requireNonNull(salesforce.text("externalId")),
                source(keys.section("source")),
                fields(requireNonNull(salesforce.text("externalId"))),
                references(),
                deletes,
                keys.word(Sync.Gone.class, "goneInSalesforce", Sync.Gone.RECREATE),
                deleteGuard(),
                travel(keys.section("travel")),
                keys.schedule(usualZone));
    }

    private static Sync.Travel travel(Mapping travel) {
        return new Sync.Travel(
                travel.duration("quiet", Sync.Travel.USUAL.quiet()),
                travel.duration("longest", Sync.Travel.USUAL.longest()),
                "allow".equals(travel.text("duplicates")));
    }

    private Source source(Mapping source) {
        var key = requireNonNull(source.text("key"));
        var zone = zone(source.text("zone"), usualZone);
        var table = source.text("table");
        var sql = source.value("sql");
        if (table != null) {
            return new Source.Table(table, key, source.text("where"), zone);
        }
        return sql == null ? new Source.Intake(key, zone) : new Source.Query(sql(sql), key, zone);
    }

    static ZoneId zone(@Nullable String zone, ZoneId usual) {
        return zone == null ? usual : ZoneId.of(zone);
    }

    private String sql(Node node) {
        var inline = Mapping.text(node);
        if (inline != null) {
            return inline.strip();
        }
        var name = requireNonNull(Mapping.of(node).text("file"));
        try {
            return Files.readString(requireNonNull(SyncRules.inside(folder, name)))
                    .strip();
        } catch (IOException vanished) {
            throw new UncheckedIOException(name + " was there a moment ago", vanished);
        }
    }

    private List<Field> fields(String externalId) {
        var fields = new ArrayList<Field>();
        keys.section("fields").entries().forEach((target, tuple) -> {
            if (!target.equalsIgnoreCase(externalId)) {
                fields.add(field(target, tuple.getValueNode()));
            }
        });
        return fields;
    }

    private static Field field(String target, Node node) {
        var longhand = Mapping.of(node);
        var max = longhand.text("max");
        return new Field(
                target,
                value(Mapping.text(node), longhand),
                map(longhand.section("map")),
                longhand.word(Field.Otherwise.class, "otherwise", Field.Otherwise.REJECT),
                longhand.word(Field.Type.class, "type", Field.Type.AUTO),
                max == null ? null : Integer.valueOf(max),
                longhand.word(Field.TooLong.class, "tooLong", Field.TooLong.REJECT),
                longhand.word(Field.Empty.class, "empty", Field.Empty.CLEAR),
                longhand.word(Field.Invalid.class, "invalid", Field.Invalid.REJECT));
    }

    private static Expression value(@Nullable String shorthand, Mapping longhand) {
        var from = shorthand != null ? shorthand : longhand.text("from");
        if (from != null) {
            return new Expression.Column(from);
        }
        var written = longhand.text("expr");
        return written == null
                ? new Expression.Literal(requireNonNull(longhand.text("value")))
                : requireNonNull(ExpressionParser.parse(written).expression());
    }

    private static Map<String, String> map(Mapping mapping) {
        var map = new LinkedHashMap<String, String>();
        mapping.entries().forEach((found, tuple) -> map.put(found, requireNonNull(Mapping.text(tuple.getValueNode()))));
        return map;
    }

    private List<Reference> references() {
        var references = new ArrayList<Reference>();
        keys.section("references").entries().forEach((target, tuple) -> {
            var reference = Mapping.of(tuple.getValueNode());
            var deadline = reference.text("deadline");
            references.add(new Reference(
                    target,
                    parent(reference),
                    requireNonNull(reference.text("by")),
                    reference.word(Reference.Missing.class, "missing", Reference.Missing.WAIT),
                    deadline == null ? null : DurationStyle.SIMPLE.parse(deadline)));
        });
        return references;
    }

    private static Reference.Parent parent(Mapping reference) {
        var sync = reference.text("sync");
        var externalId = reference.text("externalId");
        if (sync != null) {
            return new Reference.Parent.One(sync);
        }
        return externalId != null
                ? new Reference.Parent.Elsewhere(externalId)
                : new Reference.Parent.OneOf(requireNonNull(reference.text("type")), map(reference.section("syncs")));
    }

    private double deleteGuard() {
        var share = keys.section("guard").text("maxDeletes");
        return share == null
                ? USUAL_DELETE_GUARD
                : new BigDecimal(share.replace("%", "")).movePointLeft(2).doubleValue();
    }
}
